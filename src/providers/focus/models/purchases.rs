//! `govPurchasesOfParticipant` and `govPurchasesOfCustomer`: public purchases.

use super::common::company;
use crate::model::{choices, models};

company! {
    /// Public purchases in which a company took part (`govPurchasesOfParticipant`), 1000 in one answer.
    PURCHASES_OF_PARTICIPANT: "FocusPurchasesOfParticipant" {
        /// The purchases, the latest publication first.
        required purchasesOfParticipant: List(&Object(&PURCHASE)), nothing if empty;
    }

    /// Public purchases that a company made (`govPurchasesOfCustomer`), 1000 in one answer.
    PURCHASES_OF_CUSTOMER: "FocusPurchasesOfCustomer" {
        /// The purchases, the latest publication first.
        required purchasesOfCustomer: List(&Object(&PURCHASE)), nothing if empty;
    }
}

choices! {
    /// The law that a purchase is made by: 94-ФЗ, 44-ФЗ or 223-ФЗ.
    PURCHASE_TYPE: "Fz94", "Fz44", "Fz223";

    /// How a contract's execution is secured.
    CONTRACT_ENFORCEMENT: "cashAccount", "bankGuarantee";

    /// The state of a contract. Focus writes the C of `executionCompleted` in Cyrillic.
    CONTRACT_STAGE: "execution", "executionCompleted" = "execution\u{0421}ompleted", "executionTerminated",
        "executionTerminatedForEndExecutionDatePassed", "invalidated";
}

models! {
    /// One purchase.
    PURCHASE: "FocusPurchase" {
        /// The law that it is made by: 94-ФЗ, 44-ФЗ or 223-ФЗ.
        optional purchaseType: Choice(&PURCHASE_TYPE);
        /// The purchase's number.
        optional purchaseNumber: Text;
        /// The state in words, such as «Подача заявок», «Контракт заключен».
        optional purchaseStateDescription: Text;
        /// The procedure in words, such as «Электронный аукцион».
        optional selectionTypeDescription: Text;
        /// What is bought.
        optional topicDescription: Text;
        /// The day of publication.
        optional publicationDate: Date;
        /// The starting price.
        optional startPrice: Object(&PRICE);
        /// The starting price's sum, kept by the vendor for old clients.
        /// @deprecated Use `startPrice`.
        optional startSum: Number;
        /// Who buys.
        list customers: Object(&CUSTOMER);
        /// Who bids.
        list participants: Object(&PARTICIPANT);
        /// The price that the winner offered; mostly without a currency.
        optional winnerPrice: Object(&PRICE);
        /// The contract's number.
        optional contractNumber: Text;
        /// The contract's day.
        optional contractDate: Date;
        /// The day until which the contract is to be executed.
        optional contractExecutionDate: Date;
        /// How the execution is secured: by money or by a bank's guarantee.
        optional contractEnforcement: Choice(&CONTRACT_ENFORCEMENT);
        /// The contract's price.
        optional contractPrice: Object(&PRICE);
        /// The contract price's sum, kept by the vendor for old clients.
        /// @deprecated Use `contractPrice`.
        optional contractSum: Number;
        /// The state of the contract. The vendor's spelling of `executionCompleted` with a Cyrillic letter is put right.
        optional contractStage: Choice(&CONTRACT_STAGE);
        /// Why the contract was cancelled.
        optional contractCanceledReason: Text;
        /// A part of the contract is executed.
        flag partiallyExecuted;
        /// What is bought, by object; 50 at most.
        list purchaseObjects: Object(&PURCHASE_OBJECT);
    }

    /// A price.
    PRICE: "FocusPrice" {
        /// The sum, in the currency named, else roubles.
        optional sum: Number;
        /// The currency's code, such as `RUB`.
        optional currencyCode: Text;
    }

    /// Who buys.
    CUSTOMER: "FocusPurchaseCustomer" {
        /// ИНН.
        optional inn: Text;
        /// КПП.
        optional kpp: Text;
        /// The name.
        optional name: Text;
    }

    /// Who bids.
    PARTICIPANT: "FocusPurchaseParticipant" {
        /// ИНН; absent for persons and companies from abroad.
        optional inn: Text;
        /// КПП.
        optional kpp: Text;
        /// The name.
        optional name: Text;
        /// Won.
        flag isWinner;
        /// Has the contract.
        flag hasContract;
        /// The bid was rejected.
        flag isNotAdmitted;
    }

    /// An object of a purchase. Its lists of codes may be empty.
    PURCHASE_OBJECT: "FocusPurchaseObject" {
        /// What it is.
        optional name: Text;
        /// Codes of ОКДП (ОК 004-93).
        list okdps: Object(&PRODUCT_CODE);
        /// Codes of ОКПД (ОК 034-2007).
        list okpds: Object(&PRODUCT_CODE);
        /// Codes of ОКПД 2 (ОК 034-2014).
        list okpd2s: Object(&PRODUCT_CODE);
        /// Codes of КТРУ, the catalogue of goods, works and services.
        list ktrus: Object(&PRODUCT_CODE);
    }

    /// A code of a classifier of products.
    PRODUCT_CODE: "FocusProductCode" {
        /// The code.
        optional code: Text;
        /// What it stands for.
        optional name: Text;
    }
}
