//! Small PDF files: pages of text in a font that every viewer has. Such fonts have no Cyrillic letters, so the text is
//! transliterated; the document's title is not.

/// A document of these pages, each a list of lines; the first line is a heading.
pub(super) fn write(title: &str, pages: &[Vec<String>]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|place| format!("{} 0 R", page_number(place))).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Title <FEFF{}> /Producer (kontragent sandbox) >>", utf16(title)),
    ];
    for (place, lines) in pages.iter().enumerate() {
        let content = content(lines);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            page_number(place) + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    assemble(&objects)
}

/// The number of a page's object; its content follows it.
fn page_number(place: usize) -> usize {
    5 + 2 * place
}

/// Header, objects, the table of their offsets, trailer.
fn assemble(objects: &[String]) -> Vec<u8> {
    // Bytes above 127 tell programs that move files that this one is binary.
    let mut out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (place, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", place + 1).into_bytes());
    }
    let start = out.len();
    let size = objects.len() + 1;
    out.extend(table.into_bytes());
    out.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n").into_bytes(),
    );
    out
}

/// The operators that show the lines from the top of the page.
fn content(lines: &[String]) -> String {
    let mut out = String::from("BT\n/F1 14 Tf\n18 TL\n50 780 Td\n");
    for (place, line) in lines.iter().enumerate() {
        out.push_str(&format!("({}) Tj\nT*\n", escape(&transliterate(line))));
        if place == 0 {
            out.push_str("/F1 10 Tf\n");
        }
    }
    out.push_str("ET\n");
    out
}

fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        if matches!(letter, '(' | ')' | '\\') {
            out.push('\\');
        }
        out.push(letter);
        out
    })
}

fn utf16(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

/// Latin letters for Cyrillic ones, as in passports; what is neither is a question mark.
fn transliterate(text: &str) -> String {
    const LETTERS: &[(&str, &str)] = &[
        ("а", "a"),
        ("б", "b"),
        ("в", "v"),
        ("г", "g"),
        ("д", "d"),
        ("е", "e"),
        ("ё", "e"),
        ("ж", "zh"),
        ("з", "z"),
        ("и", "i"),
        ("й", "i"),
        ("к", "k"),
        ("л", "l"),
        ("м", "m"),
        ("н", "n"),
        ("о", "o"),
        ("п", "p"),
        ("р", "r"),
        ("с", "s"),
        ("т", "t"),
        ("у", "u"),
        ("ф", "f"),
        ("х", "kh"),
        ("ц", "ts"),
        ("ч", "ch"),
        ("ш", "sh"),
        ("щ", "shch"),
        ("ъ", "ie"),
        ("ы", "y"),
        ("ь", ""),
        ("э", "e"),
        ("ю", "iu"),
        ("я", "ia"),
        ("№", "No."),
        ("«", "\""),
        ("»", "\""),
        ("—", "-"),
        ("–", "-"),
    ];
    let mut out = String::new();
    for letter in text.chars() {
        if letter.is_ascii() {
            out.push(if letter.is_ascii_control() { ' ' } else { letter });
            continue;
        }
        let small: String = letter.to_lowercase().collect();
        let latin = LETTERS.iter().find(|(cyrillic, _)| *cyrillic == small).map_or("?", |(_, latin)| latin);
        let mut latin = latin.chars();
        let first = latin.next().map(|first| if letter.is_uppercase() { first.to_ascii_uppercase() } else { first });
        out.extend(first.into_iter().chain(latin));
    }
    out
}
