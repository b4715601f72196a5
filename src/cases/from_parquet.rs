//! Rows of a Parquet file, its row groups side by side.

use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rayon::prelude::*;

use super::from_csv::Fields;
use super::spelling::Spelling;

/// Reads all row groups; `work` gets a function that hands out the rows of one group: each row's number, from 1, and its fields in the
/// order asked for, `None` where the file lacks the column and empty where it holds nothing.
///
/// Gives the names of the file's columns, and what `work` made of each group, in order.
///
/// # Errors
/// The file cannot be opened, is not Parquet, is torn, or holds a type that has no words.
pub(super) fn groups<T: Send>(
    path: &Path,
    wanted: &[String],
    spelling: Spelling,
    work: impl Fn(&mut dyn FnMut(&mut dyn FnMut(u32, &Fields<'_>)) -> Result<(), String>) -> Result<T, String> + Sync,
) -> Result<(Vec<String>, Vec<T>), String> {
    let open = || {
        let file = File::open(path).map_err(|error| error.to_string())?;
        ParquetRecordBatchReaderBuilder::try_new(file).map_err(torn)
    };
    let head = open()?;
    let names: Vec<String> = head.schema().fields().iter().map(|field| field.name().clone()).collect();
    let mut starts = vec![0_u32];
    for group in head.metadata().row_groups() {
        let rows = u32::try_from(group.num_rows()).unwrap_or(u32::MAX);
        starts.push(starts.last().copied().unwrap_or(0).saturating_add(rows));
    }
    starts.pop();
    let read = |group: usize, start: u32, each: &mut dyn FnMut(u32, &Fields<'_>)| {
        let builder = open()?;
        let mask = ProjectionMask::columns(builder.parquet_schema(), wanted.iter().map(String::as_str));
        let batches = builder.with_projection(mask).with_row_groups(vec![group]).build().map_err(torn)?;
        let mut number = start;
        for batch in batches {
            number = rows(&batch.map_err(torn)?, wanted, spelling, number, each)?;
        }
        Ok(())
    };
    let groups: Result<Vec<T>, String> =
        starts.par_iter().enumerate().map(|(group, start)| work(&mut |each| read(group, *start, each))).collect();
    Ok((names, groups?))
}

fn torn(error: impl std::fmt::Display) -> String {
    format!("it is not a whole Parquet file ({error})")
}

/// Hands out the rows of a batch; gives the number of the last one.
fn rows(
    batch: &RecordBatch,
    wanted: &[String],
    spelling: Spelling,
    before: u32,
    each: &mut dyn FnMut(u32, &Fields<'_>),
) -> Result<u32, String> {
    let column = |name: &String| batch.column_by_name(name).map(|column| words(column, spelling)).transpose();
    let columns: Vec<Option<StringArray>> = wanted.iter().map(column).collect::<Result<_, _>>()?;
    let mut number = before;
    for row in 0..batch.num_rows() {
        // The words of a row are only borrowed, so that they are collected anew for each.
        let fields: Vec<Option<&[u8]>> = columns.iter().map(|column| column.as_ref().map(|column| field(column, row))).collect();
        number = number.saturating_add(1);
        each(number, &fields);
    }
    Ok(number)
}

fn field(column: &StringArray, row: usize) -> &[u8] {
    if column.is_null(row) { b"" } else { column.value(row).trim().as_bytes() }
}

/// A column as words.
fn words(column: &ArrayRef, spelling: Spelling) -> Result<StringArray, String> {
    let spelled = |values: Vec<Option<String>>| Ok(StringArray::from(values));
    match column.data_type() {
        DataType::Float64 => spelled(column.as_primitive::<Float64Type>().iter().map(|value| Some(spelling.float(value?))).collect()),
        DataType::Float32 => {
            spelled(column.as_primitive::<Float32Type>().iter().map(|value| Some(spelling.number(&value?.to_string()))).collect())
        }
        of => {
            let cast = cast(column, &DataType::Utf8).map_err(|error| format!("a column holds values that have no words ({error})"))?;
            let texts = cast.as_string::<i32>();
            if of.is_temporal() {
                return spelled(texts.iter().map(|text| Some(spelling.iso(text?))).collect());
            }
            if of.is_decimal() {
                return spelled(texts.iter().map(|text| Some(spelling.number(text?))).collect());
            }
            Ok(texts.clone())
        }
    }
}
