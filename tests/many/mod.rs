//! Several processes, each with a data folder of its own as on machines of their own, are one site: on one PostgreSQL and one
//! bucket.

mod faults;
mod hearing;
mod machines;

use crate::site::{Bucket, Site, serving::Serving};
use std::process::Output;

/// The environment of a machine of this name.
fn machine(site: &Site, bucket: &Bucket, name: &str) -> Vec<(&'static str, String)> {
    let mut settings = bucket.settings().to_vec();
    settings.extend([
        ("LIANGYI_DATA", site.path(name).display().to_string()),
        ("LIANGYI_RUN_WORKER", "false".to_owned()),
        ("LIANGYI_PARTNER_QUOTA", "5".to_owned()),
        ("LIANGYI_UPLOAD_QUOTA", "1".to_owned()),
    ]);
    settings
}

fn serve<'a>(site: &'a Site, bucket: &Bucket, name: &str) -> Serving<'a> {
    let settings = machine(site, bucket, name);
    let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    site.serve_with(&settings, &[])
}

/// `liangyi work --once` on a machine of this name, for these jobs alone.
fn work(site: &Site, bucket: &Bucket, name: &str, on: &str) -> Output {
    let mut command = site.command();
    site.output_of(command.args(["work", "--once", "--work-on", on]).envs(machine(site, bucket, name)))
}

/// What one said who did so many jobs, and failed at so many.
fn said(done: usize, refused: usize) -> String {
    format!("jobs: {done} done, {refused} not\n")
}

/// A picture of some length that no other has.
fn picture(seed: u8) -> Vec<u8> {
    let noise = |x: u32, y: u32| (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)).wrapping_mul(u32::from(seed) + 3).to_le_bytes();
    let image = image::RgbImage::from_fn(120, 90, |x, y| {
        let [_, red, green, blue] = noise(x, y);
        image::Rgb([red, green, blue])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
