use proptest::prelude::*;

use super::*;

/// Expected rates of the sample size tables, in ten-thousandths.
const EXPECTED: [u32; 26] =
    [0, 25, 50, 75, 100, 125, 150, 175, 200, 225, 250, 275, 300, 325, 350, 375, 400, 500, 600, 700, 800, 900, 1000, 1250, 1500, 1750];

/// AICPA, Audit Guide: Audit Sampling (2017), appendix A, table A-1: sample sizes at 5 per cent risk of overreliance, by tolerable rate in
/// per cent. Read in the transcription of the R package jfa (github.com/koenderks/jfa, tests/testthat/test-aicpa-appendix-a.R), as are
/// tables and C-1; its author read them on onlinelibrary.wiley.com/doi/pdf/10.1002/9781119448617.app1 and .app3.
const TABLE_A_1: [(u32, &[u64]); 11] = [
    (2, &[149, 236, 313, 386, 590, 1030]),
    (3, &[99, 157, 157, 208, 257, 303, 392, 562, 846, 1466]),
    (4, &[74, 117, 117, 117, 156, 156, 192, 227, 294, 390, 513, 722, 1098, 1936]),
    (5, &[59, 93, 93, 93, 93, 124, 124, 153, 181, 208, 234, 286, 361, 458, 624, 877, 1348]),
    (6, &[49, 78, 78, 78, 78, 78, 103, 103, 127, 127, 150, 173, 195, 238, 280, 341, 421, 1580]),
    (7, &[42, 66, 66, 66, 66, 66, 66, 88, 88, 88, 109, 109, 129, 148, 167, 185, 221, 478, 1832]),
    (8, &[36, 58, 58, 58, 58, 58, 58, 77, 77, 77, 77, 95, 95, 112, 112, 129, 146, 240, 532]),
    (9, &[32, 51, 51, 51, 51, 51, 51, 51, 68, 68, 68, 68, 84, 84, 84, 100, 100, 158, 266, 585]),
    (10, &[29, 46, 46, 46, 46, 46, 46, 46, 46, 61, 61, 61, 61, 61, 76, 76, 89, 116, 179, 298, 649]),
    (15, &[19, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 40, 40, 40, 40, 50, 68, 85, 110, 150, 576]),
    (20, &[14, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 22, 30, 30, 37, 37, 44, 50, 88, 193, 720]),
];

/// The same, table A-2: at 10 per cent risk. The guide prints 112 at 7 and 3.25 and at 7 and 3.5 per cent, where four deviations among 112
/// have a probability just above the risk; and 200 at 5 and 3.5 per cent, where 400 are needed.
const TABLE_A_2: [(u32, &[u64]); 11] = [
    (2, &[114, 194, 194, 265, 398, 708, 1463]),
    (3, &[76, 129, 129, 129, 176, 221, 265, 390, 590, 974]),
    (4, &[57, 96, 96, 96, 96, 132, 132, 166, 198, 262, 353, 471, 730, 1258]),
    (5, &[45, 77, 77, 77, 77, 77, 105, 105, 132, 132, 158, 209, 258, 306, 400, 583, 873]),
    (6, &[38, 64, 64, 64, 64, 64, 64, 88, 88, 88, 110, 132, 132, 153, 194, 235, 274, 1019]),
    (7, &[32, 55, 55, 55, 55, 55, 55, 55, 75, 75, 75, 94, 94, 113, 113, 131, 149, 318, 1150]),
    (8, &[28, 48, 48, 48, 48, 48, 48, 48, 48, 65, 65, 65, 65, 82, 82, 98, 98, 160, 349, 1300]),
    (9, &[25, 42, 42, 42, 42, 42, 42, 42, 42, 42, 58, 58, 58, 58, 73, 73, 73, 115, 182, 385, 1437]),
    (10, &[22, 38, 38, 38, 38, 38, 38, 38, 38, 38, 38, 52, 52, 52, 52, 52, 65, 78, 116, 199, 424, 1577]),
    (15, &[15, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 25, 34, 43, 52, 60, 77, 100, 368]),
    (20, &[11, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 25, 25, 25, 32, 38, 63, 126, 457]),
];

#[test]
fn sample_sizes_are_those_of_the_audit_guide() {
    for (confidence, table) in [(9_500, TABLE_A_1), (9_000, TABLE_A_2)] {
        let mut differ = Vec::new();
        for (tolerable, sizes) in table {
            for (expected, size) in EXPECTED.into_iter().zip(sizes) {
                let found = sample_size(Demand { confidence, tolerable: tolerable * 100, expected }).unwrap();
                if found.items != *size {
                    differ.push((tolerable, expected, found.items, *size));
                }
            }
        }
        assert_eq!(differ, [], "tolerable, expected, found, printed at {confidence}");
    }
}

/// Tables: upper limits of the rate in tenths of a per cent, for 0 to 10 deviations, at 5 and at 10 per cent risk.
type Limits = (u64, [u32; 11]);
const TABLE_A_3: [Limits; 21] = [
    (20, [140, 217, 283, 344, 402, 456, 508, 559, 607, 654, 699]),
    (25, [113, 177, 232, 282, 330, 376, 420, 463, 504, 544, 584]),
    (30, [96, 149, 196, 239, 280, 319, 358, 394, 430, 466, 500]),
    (35, [83, 129, 170, 207, 243, 278, 311, 344, 375, 406, 437]),
    (40, [73, 114, 150, 183, 215, 246, 275, 304, 333, 360, 388]),
    (45, [65, 102, 134, 164, 192, 220, 247, 273, 298, 324, 348]),
    (50, [59, 92, 121, 148, 174, 199, 224, 247, 271, 294, 316]),
    (55, [54, 84, 111, 135, 159, 182, 205, 226, 248, 269, 289]),
    (60, [49, 77, 102, 125, 147, 168, 188, 208, 228, 248, 267]),
    (65, [46, 71, 94, 115, 136, 155, 175, 193, 212, 230, 247]),
    (70, [42, 66, 88, 108, 127, 145, 163, 180, 197, 214, 231]),
    (75, [40, 62, 82, 101, 118, 136, 152, 169, 185, 201, 216]),
    (80, [37, 58, 77, 95, 111, 127, 143, 159, 174, 189, 203]),
    (90, [33, 52, 69, 84, 99, 114, 128, 142, 155, 169, 182]),
    (100, [30, 47, 62, 76, 90, 103, 115, 128, 140, 152, 164]),
    (125, [24, 38, 50, 61, 72, 83, 93, 103, 113, 123, 132]),
    (150, [20, 32, 42, 51, 60, 69, 78, 86, 95, 103, 111]),
    (200, [15, 24, 32, 39, 46, 52, 59, 65, 72, 78, 84]),
    (300, [10, 16, 21, 26, 31, 35, 40, 44, 48, 52, 56]),
    (400, [8, 12, 16, 20, 23, 27, 30, 33, 36, 39, 43]),
    (500, [6, 10, 13, 16, 19, 21, 24, 27, 29, 32, 34]),
];
const TABLE_A_4: [Limits; 21] = [
    (20, [109, 181, 245, 305, 361, 415, 468, 519, 568, 616, 662]),
    (25, [88, 147, 200, 249, 295, 340, 384, 426, 468, 508, 548]),
    (30, [74, 124, 168, 210, 249, 288, 325, 362, 397, 432, 467]),
    (35, [64, 107, 145, 182, 216, 249, 282, 314, 345, 376, 406]),
    (40, [56, 94, 128, 160, 190, 220, 249, 277, 305, 332, 359]),
    (45, [50, 84, 114, 143, 170, 197, 223, 248, 273, 298, 322]),
    (50, [46, 76, 103, 129, 154, 178, 202, 225, 247, 270, 292]),
    (55, [42, 69, 94, 118, 141, 163, 184, 205, 226, 246, 267]),
    (60, [38, 64, 87, 108, 129, 150, 169, 189, 208, 227, 246]),
    (65, [35, 59, 80, 100, 120, 139, 157, 175, 193, 210, 228]),
    (70, [33, 55, 75, 93, 111, 129, 146, 163, 180, 196, 212]),
    (75, [31, 51, 70, 87, 104, 121, 137, 152, 168, 183, 198]),
    (80, [29, 48, 66, 82, 98, 113, 128, 143, 158, 172, 187]),
    (90, [26, 43, 59, 73, 87, 101, 115, 128, 141, 154, 167]),
    (100, [23, 39, 53, 66, 79, 91, 103, 115, 127, 139, 150]),
    (125, [19, 31, 43, 53, 63, 73, 83, 93, 102, 112, 121]),
    (150, [16, 26, 36, 44, 53, 61, 70, 78, 86, 94, 101]),
    (200, [12, 20, 27, 34, 40, 46, 53, 59, 65, 71, 76]),
    (300, [8, 13, 18, 23, 27, 31, 35, 39, 43, 47, 51]),
    (400, [6, 10, 14, 17, 20, 24, 27, 30, 33, 36, 39]),
    (500, [5, 8, 11, 14, 16, 19, 21, 24, 26, 29, 31]),
];

#[test]
fn upper_limits_are_those_of_the_audit_guide() {
    for (risk, table) in [(500, TABLE_A_3), (1_000, TABLE_A_4)] {
        for (drawn, limits) in table {
            let found: Vec<u32> = (0..).zip(limits).map(|(number, _)| binomial_limit(number, drawn, risk).div_ceil(10)).collect();
            assert_eq!(found, limits, "{drawn} drawn at {risk}");
        }
    }
}

/// Confidence factors by risk in per cent, as the AICPA guide's table is printed in a textbook (exhibit F.A2 "PPS: confidence factors for
/// sample evaluation", source given as AICPA), read on solutioninn.com (question 29038940). It prints 3.35 for two misstatements at 37 per
/// cent, a slip that repeats the column before; another print (Whittington and Pany 2006, read on transtutors.com, question 1305085) has 3.25.
const FACTORS: [(u32, [u64; 21]); 9] = [
    (5, [300, 475, 630, 776, 916, 1052, 1185, 1315, 1444, 1571, 1697, 1821, 1945, 2067, 2189, 2310, 2431, 2550, 2670, 2788, 2907]),
    (10, [231, 389, 533, 669, 800, 928, 1054, 1178, 1300, 1421, 1541, 1660, 1779, 1896, 2013, 2130, 2246, 2361, 2476, 2591, 2705]),
    (15, [190, 338, 473, 602, 727, 850, 971, 1090, 1208, 1325, 1442, 1557, 1672, 1786, 1900, 2013, 2126, 2239, 2351, 2463, 2574]),
    (20, [161, 300, 428, 552, 673, 791, 908, 1024, 1138, 1252, 1366, 1478, 1590, 1702, 1813, 1924, 2034, 2144, 2254, 2364, 2473]),
    (25, [139, 270, 393, 511, 628, 743, 856, 969, 1081, 1192, 1302, 1413, 1522, 1632, 1740, 1849, 1958, 2066, 2174, 2281, 2389]),
    (30, [121, 244, 362, 477, 590, 701, 812, 921, 1031, 1139, 1247, 1355, 1463, 1570, 1677, 1784, 1890, 1997, 2103, 2209, 2315]),
    (35, [105, 222, 335, 446, 555, 664, 772, 879, 985, 1092, 1198, 1304, 1409, 1514, 1620, 1725, 1829, 1934, 2038, 2143, 2247]),
    (37, [100, 214, 325, 435, 543, 650, 757, 863, 968, 1074, 1179, 1284, 1389, 1493, 1598, 1702, 1806, 1910, 2014, 2118, 2222]),
    (50, [70, 168, 268, 368, 468, 568, 667, 767, 867, 967, 1067, 1167, 1267, 1367, 1467, 1567, 1667, 1767, 1867, 1967, 2067]),
];

#[test]
fn factors_are_those_of_the_audit_guide() {
    let mut differ = Vec::new();
    for (risk, factors) in FACTORS {
        for (number, printed) in (0..).zip(factors) {
            let found = factor(number, risk * 100, 100);
            if found != printed {
                differ.push((risk, number, found, printed));
            }
        }
    }
    assert_eq!(differ, [], "risk, misstatements, found, printed");
}

/// Table C-1 of the same guide: sizes of monetary-unit samples by the risk, the expected as a part of the tolerable misstatement, both in
/// per cent, and the tolerable one as a part of the population.
const TOLERABLE: [u64; 11] = [5_000, 3_000, 1_000, 800, 600, 500, 400, 300, 200, 100, 50];
const TABLE_C_1: [(u32, u64, [u64; 11]); 38] = [
    (5, 0, [6, 10, 30, 38, 50, 60, 75, 100, 150, 300, 600]),
    (5, 10, [8, 13, 37, 46, 62, 74, 92, 123, 184, 368, 736]),
    (5, 20, [10, 16, 47, 58, 78, 93, 116, 155, 232, 463, 925]),
    (5, 30, [12, 20, 60, 75, 100, 120, 150, 200, 300, 600, 1199]),
    (5, 40, [17, 27, 81, 102, 135, 162, 203, 270, 405, 809, 1618]),
    (5, 50, [24, 39, 116, 145, 193, 231, 289, 385, 577, 1154, 2308]),
    (10, 0, [5, 8, 24, 29, 39, 47, 58, 77, 116, 231, 461]),
    (10, 20, [7, 12, 35, 43, 57, 69, 86, 114, 171, 341, 682]),
    (10, 30, [9, 15, 44, 55, 73, 87, 109, 145, 217, 433, 866]),
    (10, 40, [12, 20, 58, 72, 96, 115, 143, 191, 286, 572, 1144]),
    (10, 50, [16, 27, 80, 100, 134, 160, 200, 267, 400, 799, 1597]),
    (15, 0, [4, 7, 19, 24, 32, 38, 48, 64, 95, 190, 380]),
    (15, 20, [6, 10, 28, 35, 46, 55, 69, 91, 137, 273, 545]),
    (15, 30, [7, 12, 35, 43, 57, 69, 86, 114, 171, 341, 681]),
    (15, 40, [9, 15, 45, 56, 74, 89, 111, 148, 221, 442, 883]),
    (15, 50, [13, 21, 61, 76, 101, 121, 151, 202, 302, 604, 1208]),
    (20, 0, [4, 6, 17, 21, 27, 33, 41, 54, 81, 161, 322]),
    (20, 20, [5, 8, 23, 29, 38, 46, 57, 76, 113, 226, 451]),
    (20, 30, [6, 10, 28, 35, 47, 56, 70, 93, 139, 277, 554]),
    (20, 40, [8, 12, 36, 45, 59, 71, 89, 118, 177, 354, 707]),
    (20, 50, [10, 16, 48, 60, 80, 95, 119, 159, 238, 475, 949]),
    (25, 0, [3, 5, 14, 18, 24, 28, 35, 47, 70, 139, 278]),
    (25, 20, [4, 7, 19, 24, 32, 38, 48, 64, 95, 190, 380]),
    (25, 30, [5, 8, 23, 29, 39, 46, 58, 77, 115, 230, 460]),
    (25, 40, [6, 10, 29, 37, 49, 58, 73, 97, 145, 289, 578]),
    (25, 50, [8, 13, 38, 48, 64, 76, 95, 127, 190, 380, 760]),
    (30, 0, [3, 5, 13, 16, 21, 25, 31, 41, 61, 121, 241]),
    (30, 20, [4, 6, 17, 21, 27, 33, 41, 54, 81, 162, 323]),
    (30, 40, [5, 8, 24, 30, 40, 48, 60, 80, 120, 239, 477]),
    (30, 60, [9, 15, 43, 54, 71, 85, 107, 142, 213, 425, 850]),
    (35, 0, [3, 4, 11, 14, 18, 21, 27, 35, 53, 105, 210]),
    (35, 20, [3, 5, 14, 18, 23, 28, 35, 46, 69, 138, 276]),
    (35, 40, [4, 7, 20, 25, 34, 40, 50, 67, 100, 199, 397]),
    (35, 60, [7, 12, 34, 43, 57, 68, 85, 113, 169, 338, 676]),
    (50, 0, [2, 3, 7, 9, 12, 14, 18, 24, 35, 70, 139]),
    (50, 20, [2, 3, 9, 11, 15, 18, 22, 29, 44, 87, 173]),
    (50, 40, [3, 4, 12, 15, 19, 23, 29, 38, 57, 114, 228]),
    (50, 60, [4, 6, 17, 22, 29, 34, 43, 57, 85, 170, 340]),
];

#[test]
fn monetary_sizes_are_those_of_the_audit_guide() {
    let mut differ = Vec::new();
    for (risk, part, sizes) in TABLE_C_1 {
        for (tolerable, size) in TOLERABLE.into_iter().zip(sizes) {
            let found = monetary_size(1_000_000, tolerable * 100, tolerable * part, risk * 100).unwrap();
            if found != size {
                differ.push((risk, part, tolerable, found, size));
            }
        }
    }
    assert_eq!(differ, [], "risk, expected, tolerable, found, printed");
}

/// Sizes for populations that end, by the population, the expected and tolerable rate and the confidence, all in per cent, as AuditSampler
/// has them (cplusglobal.wordpress.com/2015/11/13/attributes-sample-size-using-the-hypergeometric-distribution); read in the transcription
/// of the R package jfa (tests/testthat/test-audit-sampler.R).
#[test]
fn sizes_of_small_populations_are_those_of_another_program() {
    for (population, expected, tolerable, confidence, size) in [
        (500, 1, 8, 90, 46),
        (500, 1, 6, 90, 61),
        (500, 1, 4, 90, 90),
        (500, 2, 5, 90, 99),
        (500, 1, 8, 95, 55),
        (500, 1, 6, 95, 73),
        (500, 1, 4, 95, 140),
        (500, 2, 5, 95, 139),
        (500, 3, 6, 95, 158),
        (500, 4, 7, 95, 170),
        (500, 5, 8, 95, 178),
        (500, 6, 9, 95, 196),
        (5_000, 1, 8, 95, 58),
        (5_000, 1, 6, 95, 77),
        (5_000, 1, 4, 95, 154),
        (15_000, 1, 6, 95, 78),
        (36_000, 1, 4, 95, 156),
    ] {
        let demand = Demand { confidence: confidence * 100, tolerable: tolerable * 100, expected: expected * 100 };
        assert_eq!(sample_size_of(population, demand).unwrap().items, size, "{population} {expected} {tolerable} {confidence}");
    }
}

#[test]
fn what_cannot_be_shown_has_no_size() {
    let demand = Demand { confidence: 9_500, tolerable: 500, expected: 500 };
    assert_eq!(sample_size(demand), Err(NoSize::NotAbove));
    assert_eq!(sample_size(Demand { expected: 499, ..demand }), Err(NoSize::TooNear));
    assert_eq!(sample_size(Demand { expected: 0, tolerable: 1, ..demand }), Err(NoSize::TooSmall));
    assert_eq!(sample_size(Demand { expected: 0, tolerable: 0, ..demand }), Err(NoSize::NothingToBear));
    assert_eq!(sample_size(Demand { tolerable: WHOLE, ..demand }), Err(NoSize::AllToBear));
    assert_eq!(sample_size_of(40, Demand { expected: 400, ..demand }), Ok(Size { items: 40, deviations: 2 }), "all of them");
    assert_eq!(sample_size_of(3, Demand { expected: 100, ..demand }), Ok(Size { items: 3, deviations: 0 }), "one of three is too many");
    assert_eq!(monetary_size(0, 5, 1, 500), Err(NoSize::NoAmount));
    assert_eq!(monetary_size(100, 5, 5, 500), Err(NoSize::NotAbove));
    assert_eq!(monetary_size(100, 100, 5, 500), Err(NoSize::AllToBear));
    assert_eq!(monetary_size(250_000_000, 1, 0, 500), Err(NoSize::TooSmall));
}

#[test]
fn a_monetary_sample_without_an_error_is_supported() {
    for tolerable in (1..=250).map(|part| part * 37) {
        for risk in [100, 500, 1_000, 3_000] {
            let Ok(units) = monetary_size_to_draw(1_000_000, tolerable * 100, 0, risk) else { continue };
            let frame = Frame { amount: 1_000_000, units, tolerable: tolerable * 100 };
            let found = misstatement(&[right(1, 1)], frame, |number| (factor(number, risk, 100), 100));
            assert!(found.over.is_supported && found.under.is_supported, "{tolerable} {risk} {units}");
        }
    }
}

fn right(number: u64, book: i64) -> Audited {
    Audited { number, book, found: Found::Right, is_certain: false }
}

#[test]
fn what_was_not_examined_is_neither_right_nor_found_wrong() {
    let frame = Frame { amount: 1_000_000, units: 10, tolerable: 400_000 };
    let factors = |number| (factor(number, 500, 100), 100);
    let mut audited: Vec<Audited> = (1..=10).map(|number| right(number, 50_000)).collect();
    let clean = misstatement(&audited, frame, factors);
    audited[3].found = Found::NotExamined;
    let open = misstatement(&audited, frame, factors);
    assert_eq!((open.over.projected, open.not_examined), (Some(0), 1));
    assert_eq!(open.over.limit, clean.over.limit + 175_000, "an interval times the step from 3.00 to 4.75");
    audited.iter_mut().for_each(|one| one.found = Found::NotExamined);
    assert_eq!(misstatement(&audited, frame, factors).over.projected, None);
    let demand = Demand { confidence: 9_500, tolerable: 500, expected: 0 };
    let tested = |deviations, not_examined| Tested { items: 1_000, drawn: 60, deviations, not_examined };
    let (open, found) = (rate(&[tested(0, 1)], demand), rate(&[tested(1, 0)], demand));
    assert_eq!((open.limit, open.projected), (found.limit, Some(0)));
    assert_eq!(found.projected, Some(17));
    assert_eq!(rate(&[Tested { items: 5, drawn: 1, deviations: 0, not_examined: 1 }], demand).projected, None);
}

#[test]
fn a_limit_is_never_more_than_there_is() {
    let frame = Frame { amount: 1_000_000, units: 2, tolerable: 400_000 };
    let audited = [Audited { number: 1, book: 900_000, found: Found::Right, is_certain: true }, right(2, 100_000)];
    let found = misstatement(&audited, frame, |number| (factor(number, 500, 100), 100));
    assert_eq!(found.over.limit, 100_000, "what was certain is known");
    let all = [Audited { number: 1, book: 1_000_000, found: Found::Amount(990_000), is_certain: true }];
    let found = misstatement(&all, Frame { units: 1, ..frame }, |number| (factor(number, 500, 100), 100));
    assert_eq!((found.over.limit, found.under.limit), (10_000, 0));
}

#[test]
fn everything_examined_is_known() {
    let demand = Demand { confidence: 9_500, tolerable: 500, expected: 0 };
    let all = rate(&[Tested { items: 40, drawn: 40, deviations: 2, not_examined: 0 }], demand);
    assert_eq!((all.limit, all.limit_rate, all.is_supported), (2, 500, true));
    let strata = [
        Tested { items: 40, drawn: 40, deviations: 2, not_examined: 0 },
        Tested { items: 1_000, drawn: 10, deviations: 0, not_examined: 0 },
    ];
    let found = rate(&strata, demand);
    assert_eq!(found.projected, Some(2));
    assert!(found.limit > 50 && found.limit <= 1_002, "{found:?}");
}

/// In how many ways a sample of a stratum shows a number of deviations.
fn ways(items: u64, deviating: u64, drawn: u64, number: u64) -> u128 {
    let choose = |of: u64, number: u64| (0..number).fold(1_u128, |ways, at| ways * u128::from(of - at) / u128::from(at + 1));
    if number > deviating || drawn < number || drawn - number > items - deviating {
        return 0;
    }
    choose(deviating, number) * choose(items - deviating, drawn - number)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_limit_of_strata_together_holds(items in (8_u64..40, 8_u64..40), drawn in (2_u64..8, 2_u64..8), deviating in (0_u64..40, 0_u64..40)) {
        let deviating = (deviating.0.min(items.0), deviating.1.min(items.1));
        let demand = Demand { confidence: 9_500, tolerable: 500, expected: 0 };
        // By all that the two may show: the limit lies below what the population holds at most one time in twenty.
        let tested = |items, drawn, deviations| Tested { items, drawn, deviations, not_examined: 0 };
        let (mut missed, mut all) = (0, 0);
        for one in 0..=drawn.0 {
            for two in 0..=drawn.1 {
                let ways = ways(items.0, deviating.0, drawn.0, one) * ways(items.1, deviating.1, drawn.1, two);
                let limit = rate(&[tested(items.0, drawn.0, one), tested(items.1, drawn.1, two)], demand).limit;
                all += ways;
                missed += if limit < deviating.0 + deviating.1 { ways } else { 0 };
            }
        }
        prop_assert!(missed * 20 <= all, "{missed} of {all}");
    }

    /// A sample of the computed size with no more deviations than it allows is supported, wherever they are found; with one item less
    /// a clean one is not.
    #[test]
    fn a_stratified_sample_of_the_size_is_supported(
        strata in prop::collection::vec(1_u64..900, 1..7),
        is_equal in any::<bool>(),
        (tolerable, expected) in (150_u32..2_500).prop_flat_map(|tolerable| (Just(tolerable), prop_oneof![Just(0), 0..tolerable / 2])),
        confidence in prop_oneof![Just(9_000_u32), Just(9_500), Just(9_900)],
        places in prop::collection::vec(any::<prop::sample::Index>(), 60),
    ) {
        let allocation = if is_equal { Allocation::Equal } else { Allocation::Proportional };
        let demand = Demand { confidence, tolerable, expected };
        let size = stratified_size(&strata, allocation, demand).unwrap();
        let tested = |number: u64| -> Vec<Tested> {
            let shares = allocate(&strata, number, allocation);
            strata.iter().zip(shares).map(|(items, drawn)| Tested { items: *items, drawn, deviations: 0, not_examined: 0 }).collect()
        };
        prop_assert!(rate(&tested(size.items), demand).is_supported, "clean");
        let mut found = tested(size.items);
        let mut left = size.deviations;
        for place in places.iter().chain(&places) {
            let one = &mut found[place.index(strata.len())];
            if left > 0 && one.deviations < one.drawn {
                one.deviations += 1;
                left -= 1;
            }
        }
        prop_assert!(rate(&found, demand).is_supported, "{:?}", found);
        if expected == 0 && strata.len() > 1 && size.items > strata.len() as u64 {
            prop_assert!(!rate(&tested(size.items - 1), demand).is_supported, "one less would do");
        }
    }

    #[test]
    fn shares_add_up(strata in prop::collection::vec(0_u64..500, 1..9), number in 0_u64..600, is_equal in any::<bool>()) {
        let shares = allocate(&strata, number, if is_equal { Allocation::Equal } else { Allocation::Proportional });
        let (all, filled) = (strata.iter().sum::<u64>(), strata.iter().filter(|items| **items > 0).count() as u64);
        prop_assert_eq!(shares.iter().sum::<u64>(), number.max(filled).min(all));
        for (share, items) in shares.iter().zip(&strata) {
            prop_assert!(share <= items && (*share > 0 || *items == 0));
        }
    }

    #[test]
    fn a_simple_sample_is_a_sorted_subset(population in 0_usize..300, number in 0_usize..300, seed in any::<u64>()) {
        let dice = || Dice::new(Seed { text: &seed.to_string(), clause: "a/b", method: "attribute" });
        let drawn = simple(&mut dice(), population, number);
        prop_assert_eq!(drawn.len(), number.min(population));
        prop_assert!(drawn.is_sorted_by(|one, next| one < next) && drawn.iter().all(|place| *place < population));
        prop_assert_eq!(&drawn, &simple(&mut dice(), population, number));
    }

    #[test]
    fn units_are_spread_evenly(amounts in prop::collection::vec(-50_i64..5_000, 1..200), number in 1_u64..60, seed in any::<u64>()) {
        let mut dice = Dice::new(Seed { text: &seed.to_string(), clause: "a/b", method: "mus" });
        let hits = units(&mut dice, &amounts, number);
        let total: i64 = amounts.iter().filter(|amount| **amount > 0).sum();
        prop_assert!(hits.is_sorted_by(|one, next| one.place < next.place));
        prop_assert!(hits.len() as u64 <= number && hits.iter().all(|hit| amounts[hit.place] > 0));
        for (place, amount) in amounts.iter().enumerate().filter(|(_, amount)| **amount > 0) {
            let is_certain = u128::try_from(*amount).unwrap() * u128::from(number) >= u128::try_from(total).unwrap();
            let hit = hits.iter().find(|hit| hit.place == place);
            prop_assert!(!is_certain || hit.is_some(), "{place} could not be missed");
            prop_assert!(hit.is_none_or(|hit| hit.is_certain == is_certain));
        }
    }
}
