use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{Address, Part};

/// `parsedAddressRF`: the older form, by КЛАДР.
pub(super) fn by_kladr(address: &Address, modern: bool) -> Object {
    let raw = |part: &Option<Part>| part.as_ref().map(|part| part.raw.clone());
    let region = address.region;
    Object::new()
        .maybe_text("zipCode", address.zip.as_ref())
        .text("kladrCode", &address.kladr)
        .text("regionCode", region.code)
        .with("regionName", toponym(Some(region.kind), region.name))
        .maybe("city", town(address))
        .maybe("street", address.street.as_ref().map(part))
        .maybe("house", address.house.as_ref().map(part))
        .maybe("bulk", address.building.as_ref().map(part))
        .maybe("flat", address.room.as_ref().map(part))
        .maybe_text("houseRaw", raw(&address.house))
        .maybe_text("bulkRaw", raw(&address.building))
        .maybe_text("flatRaw", raw(&address.room))
        .flag("isConverted", modern)
        .maybe_text("oneLineFormatOfAddress", modern.then(|| one_line(address)))
}

/// `parsedAddressRFFias`: the newer form, by ГАР.
pub(super) fn by_gar(address: &Address) -> Object {
    let region = address.region;
    let (id, guid) = &address.gar;
    let district = region.town.map(|town| toponym(Some(("г.о.", "городской округ")), &format!("город {town}")));
    let buildings = [&address.house, &address.building].into_iter().flatten().map(|one| part(one).into()).collect();
    Object::new()
        .number("fiasId", id)
        .text("fiasGUID", guid)
        .maybe_text("zipCode", address.zip.as_ref())
        .text("regionCode", region.code)
        .with("region", toponym(Some(region.kind), region.name))
        .maybe("municipalDistrict", district)
        .maybe("city", town(address))
        .maybe("street", address.street.as_ref().map(part))
        .list("buildings", "toponym", buildings)
        .maybe("flat", address.room.as_ref().map(part))
        .text("oneLineFormatOfAddressFias", one_line(address))
}

pub(super) fn town(address: &Address) -> Option<Object> {
    address.region.town.map(|town| toponym(Some(("г", "город")), town))
}

fn part(part: &Part) -> Object {
    toponym(part.kind, &part.value)
}

pub(super) fn toponym(kind: Option<(&str, &str)>, value: &str) -> Object {
    Object::new()
        .maybe_text("topoShortName", kind.map(|(short, _)| short))
        .maybe_text("topoFullName", kind.map(|(_, full)| full))
        .with("topoValue", Node::Text(value.to_owned()))
}

pub(super) fn one_line(address: &Address) -> String {
    let region = address.region;
    let (short, _) = region.kind;
    let mut parts: Vec<String> = address.zip.iter().cloned().collect();
    parts.push(if region.town.is_some() { format!("{} {short}", region.name) } else { format!("г. {}", region.name) });
    parts.extend(region.town.map(|town| format!("г. {town}")));
    for part in [&address.street, &address.house, &address.building, &address.room].into_iter().flatten() {
        parts.push(match part.kind {
            Some((short, _)) => format!("{short} {}", part.value),
            None => part.value.clone(),
        });
    }
    parts.join(", ")
}
