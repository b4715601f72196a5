//! Colours, and whether one can be read on another.

use std::fmt;

/// A colour as screens mix it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The contrast that text needs on its ground, in hundredths (WCAG 2.2, 1.4.3).
pub const TEXT: u32 = 450;

/// The contrast that lines need on their ground, in hundredths (WCAG 2.2, 1.4.11).
pub const LINES: u32 = 300;

/// How much light a channel gives, in hundred-thousandths, as WCAG defines it for sRGB.
#[rustfmt::skip]
const LIGHT: [u32; 256] = [
    0, 30, 61, 91, 121, 152, 182, 212, 243, 273, 304, 335, 368, 402, 439, 478,
    518, 561, 605, 651, 700, 750, 802, 857, 913, 972, 1_033, 1_096, 1_161, 1_229, 1_298, 1_370,
    1_444, 1_521, 1_600, 1_681, 1_764, 1_850, 1_938, 2_029, 2_122, 2_217, 2_315, 2_416, 2_519, 2_624, 2_732, 2_843,
    2_956, 3_071, 3_190, 3_310, 3_434, 3_560, 3_689, 3_820, 3_955, 4_092, 4_231, 4_374, 4_519, 4_667, 4_817, 4_971,
    5_127, 5_286, 5_448, 5_613, 5_781, 5_951, 6_125, 6_301, 6_480, 6_663, 6_848, 7_036, 7_227, 7_421, 7_619, 7_819,
    8_022, 8_228, 8_438, 8_650, 8_866, 9_084, 9_306, 9_531, 9_759, 9_990, 10_224, 10_462, 10_702, 10_946, 11_193, 11_444,
    11_697, 11_954, 12_214, 12_477, 12_744, 13_014, 13_287, 13_563, 13_843, 14_126, 14_413, 14_703, 14_996, 15_293, 15_593, 15_896,
    16_203, 16_513, 16_827, 17_144, 17_465, 17_789, 18_116, 18_447, 18_782, 19_120, 19_462, 19_807, 20_156, 20_508, 20_864, 21_223,
    21_586, 21_953, 22_323, 22_697, 23_074, 23_455, 23_840, 24_228, 24_620, 25_016, 25_415, 25_818, 26_225, 26_636, 27_050, 27_468,
    27_889, 28_315, 28_744, 29_177, 29_614, 30_054, 30_499, 30_947, 31_399, 31_855, 32_314, 32_778, 33_245, 33_716, 34_191, 34_670,
    35_153, 35_640, 36_131, 36_625, 37_124, 37_626, 38_133, 38_643, 39_157, 39_676, 40_198, 40_724, 41_254, 41_789, 42_327, 42_869,
    43_415, 43_966, 44_520, 45_079, 45_641, 46_208, 46_778, 47_353, 47_932, 48_515, 49_102, 49_693, 50_289, 50_888, 51_492, 52_100,
    52_712, 53_328, 53_948, 54_572, 55_201, 55_834, 56_471, 57_112, 57_758, 58_408, 59_062, 59_720, 60_383, 61_050, 61_721, 62_396,
    63_076, 63_760, 64_448, 65_141, 65_837, 66_539, 67_244, 67_954, 68_669, 69_387, 70_110, 70_838, 71_569, 72_306, 73_046, 73_791,
    74_540, 75_294, 76_052, 76_815, 77_582, 78_354, 79_130, 79_910, 80_695, 81_485, 82_279, 83_077, 83_880, 84_687, 85_499, 86_316,
    87_137, 87_962, 88_792, 89_627, 90_466, 91_310, 92_158, 93_011, 93_869, 94_731, 95_597, 96_469, 97_345, 98_225, 99_110, 100_000,
];

impl Colour {
    /// Paper.
    pub const WHITE: Self = Self::new(255, 255, 255);

    /// Makes a colour from its channels.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#1a4f86`, `1a4f86` or `#fff`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => digits.to_owned(),
        };
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(&digits, 16).ok()?.to_be_bytes();
        Some(Self { red, green, blue })
    }

    /// The six digits without a mark, in capitals, as Word writes them.
    pub fn digits(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }

    /// The contrast of two colours in hundredths, rounded down: 100 to 2100.
    pub fn contrast(self, other: Self) -> u32 {
        let (one, two) = (self.light() + 5_000, other.light() + 5_000);
        one.max(two) * 100 / one.min(two)
    }

    /// The nearest darker tone that has the contrast, in hundredths, on a light ground.
    pub fn darkened(self, ground: Self, least: u32) -> Self {
        self.mixed_until(Self::new(0, 0, 0), ground, least)
    }

    /// The nearest lighter tone that has the contrast, in hundredths, on a dark ground.
    pub fn lightened(self, ground: Self, least: u32) -> Self {
        self.mixed_until(Self::WHITE, ground, least)
    }

    fn mixed_until(self, other: Self, ground: Self, least: u32) -> Self {
        let mixed = (0..=100).map(|percent| self.mixed(other, percent));
        mixed.into_iter().find(|colour| colour.contrast(ground) >= least).unwrap_or(other)
    }

    fn mixed(self, other: Self, percent: u32) -> Self {
        let mix = |one: u8, two: u8| u8::try_from((u32::from(one) * (100 - percent) + u32::from(two) * percent) / 100).unwrap_or(two);
        Self::new(mix(self.red, other.red), mix(self.green, other.green), mix(self.blue, other.blue))
    }

    /// How light it is, in hundred-thousandths.
    fn light(self) -> u32 {
        let [red, green, blue] = [self.red, self.green, self.blue].map(|byte| LIGHT.get(usize::from(byte)).copied().unwrap_or(0));
        (2_126 * red + 7_152 * green + 722 * blue) / 10_000
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn colours_are_read_as_they_are_written() {
        assert_eq!(colour("#fff"), Colour::WHITE);
        assert_eq!(colour("1A4F86").to_string(), "#1a4f86");
        for wrong in ["", "#", "blue", "#12345", "#1234567", "#12345g", "rgb(1,2,3)", "æøå"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    /// The values are those of the WCAG formula, computed with floating point elsewhere.
    #[test]
    fn contrasts_are_those_of_wcag() {
        let white = Colour::WHITE;
        for (text, contrast) in
            [("#000000", 2_100), ("#ffffff", 100), ("#767676", 454), ("#777777", 447), ("#1a4f86", 837), ("#ff0000", 399)]
        {
            assert_eq!(colour(text).contrast(white), contrast, "{text}");
            assert_eq!(white.contrast(colour(text)), contrast, "{text}");
        }
    }

    #[test]
    fn every_colour_can_be_made_readable() {
        let dark = colour("#14181c");
        for text in ["#000000", "#ff0000", "#1a4f86", "#ffff00", "#777777", "#ffffff"] {
            assert!(colour(text).darkened(Colour::WHITE, TEXT).contrast(Colour::WHITE) >= TEXT, "{text}");
            assert!(colour(text).lightened(dark, TEXT).contrast(dark) >= TEXT, "{text}");
        }
        assert_eq!(colour("#000000").darkened(Colour::WHITE, TEXT), colour("#000000"));
    }
}
