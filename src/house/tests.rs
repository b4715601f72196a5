use super::*;
use crate::diagnostic::to_plain;
use crate::prose::Lang;

const LOGO: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="40" height="40" fill="#1a4f86"/></svg>"##;

/// Reads a house of these files, and tells what is wrong with it, in a line each.
fn house(files: &[(&str, &[u8])]) -> (House, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join("house").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let strategy = folder.path().join("2026-2029/strategy.yaml");
    std::fs::create_dir_all(strategy.parent().unwrap()).unwrap();
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let house = load(&strategy, &mut sources, &mut diagnostics);
    (house, to_plain(&diagnostics, &sources).replace(&crate::source::shown(folder.path()), ""))
}

fn of_yaml(yaml: &str) -> (House, String) {
    house(&[("house.yaml", format!("rettesnor: 1\n{yaml}").as_bytes()), ("logo.svg", LOGO.as_bytes()), ("klog.svg", b"<svg")])
}

#[test]
fn a_house_may_say_nothing() {
    assert_eq!(house(&[]), (House::default(), String::new()));
    assert_eq!(of_yaml(""), (House::default(), String::new()));
}

#[test]
fn a_logo_is_a_picture_in_the_folder_with_words() {
    let (house, said) = of_yaml("logo: {file: logo.svg, alt: Sandby Kommune}\n");
    assert_eq!(said, "");
    let logo = house.logo.unwrap();
    assert_eq!((logo.width, logo.height, logo.fitted(700, 140), logo.fitted(60, 140)), (120, 40, (420, 140), (60, 20)));
    for (yaml, expected) in [
        ("logo: {file: logo.svg}\n", "`alt` is missing here"),
        ("logo: {file: logo.svg, alt: ''}\n", "the logo has no words"),
        ("logo: {file: lgo.svg, alt: A}\n", "there is no file `lgo.svg` in the folder of the house; help: write `logo.svg`"),
        ("logo: {file: klog.svg, alt: A}\n", "`klog.svg` is no SVG picture"),
        ("logo: {file: ../logo.svg, alt: A}\n", "lies outside the folder"),
        ("logo: {file: /etc/passwd, alt: A}\n", "lies outside the folder"),
        ("logo: {file: house.yaml, alt: A}\n", "is not a file of this kind; help: save it as SVG or PNG"),
    ] {
        let (house, said) = of_yaml(yaml);
        assert!(said.contains(expected) && said.lines().count() == 1, "{yaml}{said}");
        assert_eq!(house.logo, None, "{yaml}");
    }
}

#[test]
fn pictures_that_hide_something_are_refused() {
    let asks = LOGO.replace("<rect", "<image href=\"file:///etc/passwd\" width=\"4\" height=\"4\"/><rect");
    let huge = LOGO.replace("width=\"120\"", "width=\"120000\"");
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bomb.extend([0, 1, 0, 0, 0, 1, 0, 0, 8, 6, 0, 0, 0]);
    let large = format!("{LOGO}<!--{}-->", " ".repeat(256 * 1_024));
    for (name, bytes, expected) in [
        ("a.svg", asks.as_bytes(), "asks for a picture outside itself"),
        ("a.svg", huge.as_bytes(), "more than 4000 dots"),
        ("a.png", &bomb, "more than 4000 dots"),
        ("a.png", b"GIF89a", "is no PNG picture"),
        ("a.png", b"", "is no PNG picture"),
        ("a.svg", large.as_bytes(), "257 KiB, and at most 256 KiB"),
    ] {
        let yaml = format!("rettesnor: 1\nlogo: {{file: {name}, alt: A}}\n");
        let (_, said) = house(&[("house.yaml", yaml.as_bytes()), (name, bytes)]);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_colour_that_cannot_be_read_is_refused_with_one_that_can() {
    let (house, said) = of_yaml("colours: {accent: \"#1a4f86\", ink: 000000, line: \"#777777\", box: \"#fff\"}\n");
    assert_eq!(said, "");
    assert_eq!(house.colours.accent, Some(ACCENT));
    for (yaml, expected) in [
        ("{accent: blue}", "error[not-a-colour]: `blue` is no colour"),
        ("{ink: \"#999999\"}", "error[contrast]: `#999999` has a contrast of 2.84 : 1 on white, and text needs 4.50 : 1; help: write \"#"),
        ("{heading: \"#e30613\", quiet: \"#aaa\"}", "error[contrast]: `#aaa`"),
        ("{line: \"#c3cad2\"}", "warning[contrast]: `#c3cad2` has a contrast of 1.6"),
        ("{box: \"#335577\"}", "error[contrast]: `accent` has a contrast of"),
        ("{accent: \"#757575\"}", "error[contrast]: `accent` has a contrast of 4.17 : 1 on the ground of notes"),
    ] {
        let (_, said) = of_yaml(&format!("colours: {yaml}\n"));
        assert!(said.contains(expected), "{yaml}: {said}");
    }
    // What the help says is taken.
    let (_, said) = of_yaml("colours: {ink: \"#999999\"}\n");
    let offered = said.split('"').nth(1).unwrap();
    assert_eq!(of_yaml(&format!("colours: {{ink: \"{offered}\"}}\n")).1, "");
}

#[test]
fn letters_have_a_plain_name_and_files_that_can_be_read() {
    let font = typst_assets::fonts().next().unwrap();
    let family = typst::text::Font::iter(typst::foundations::Bytes::new(font)).next().unwrap().info().family.clone();
    let yaml = format!("rettesnor: 1\nfonts: {{text: {family}, files: [a.otf]}}\n");
    let (dressed, said) = house(&[("house.yaml", yaml.as_bytes()), ("a.otf", font)]);
    assert_eq!((dressed.fonts.files.len(), said.as_str()), (1, ""));
    for (fonts, expected) in [
        ("{text: Sandby Sans}", "warning[house-font]: no font file of the house has the family `Sandby Sans`"),
        ("{text: Sandby Sans, files: [a.otf]}", &format!("help: write `{family}`") as &str),
        ("{text: 'x\"; } body { display: none'}", "error[house-font]"),
        ("{files: [b.ttf]}", "there is no file `b.ttf`"),
        ("{files: [bad.ttf]}", "`bad.ttf` is no font that can be read"),
    ] {
        let yaml = format!("rettesnor: 1\nfonts: {fonts}\n");
        let (_, said) = house(&[("house.yaml", yaml.as_bytes()), ("a.otf", font), ("bad.ttf", b"no font")]);
        assert!(said.contains(expected), "{fonts}: {said}");
    }
}

#[test]
fn templates_are_known_by_their_names_and_read_at_once() {
    let (dressed, said) = house(&[
        ("templates/strategy.da.md", b"{{ about.title }}"),
        ("templates/strategi.da.md", b"x"),
        ("templates/agenda-item.nb.md", b"a\nb {% if x %}\n  {{ y }\n{% endif %}\n"),
        ("templates/README.txt", b"x"),
    ]);
    assert_eq!(dressed.templates.iter().map(|one| (one.name, one.lang)).collect::<Vec<_>>(), [("strategy", Lang::Da)]);
    assert!(said.contains("templates/strategi.da.md:1:1: warning[template-file]: `strategi.da.md` is no document's template; help: call it `strategy.da.md`"), "{said}");
    assert!(said.contains("templates/agenda-item.nb.md:3:") && said.contains("error[template]"), "{said}");
}
