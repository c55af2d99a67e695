//! A zip of stored files: enough for a handful of short ones, and readable everywhere.

/// Packs `files` (name, content) without compression.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in files {
        let offset = out.len();
        let mut record = Vec::new();
        record.extend(20u16.to_le_bytes()); // version needed: 2.0
        record.extend(0x0800u16.to_le_bytes()); // flags: names are UTF-8
        record.extend(0u16.to_le_bytes()); // stored
        record.extend(0u16.to_le_bytes()); // time: midnight
        record.extend(0x0021u16.to_le_bytes()); // date: 1980-01-01, so that the same input gives the same bytes
        record.extend(crc32(content).to_le_bytes());
        record.extend(size(content.len()).to_le_bytes());
        record.extend(size(content.len()).to_le_bytes());
        record.extend((name.len() as u16).to_le_bytes());
        record.extend(0u16.to_le_bytes()); // no extra field

        out.extend(b"PK\x03\x04");
        out.extend(&record);
        out.extend(name.as_bytes());
        out.extend(*content);

        directory.extend(b"PK\x01\x02");
        directory.extend(20u16.to_le_bytes()); // made by: 2.0
        directory.extend(&record);
        directory.extend([0; 10]); // no comment, disk 0, no attributes
        directory.extend(size(offset).to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, start) = (files.len() as u16, out.len());
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size(directory.len()).to_le_bytes());
    out.extend(size(start).to_le_bytes());
    out.extend(0u16.to_le_bytes());
    out
}

/// The format counts in 32 bits; an article does not come near.
fn size(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn directory_points_at_the_files() {
        let packed = zip(&[("a.txt", b"one"), ("b.txt", b"three")]);
        assert_eq!(&packed[..4], b"PK\x03\x04");
        let end = packed.len() - 22;
        assert_eq!(&packed[end..end + 4], b"PK\x05\x06");
        let start =
            u32::from_le_bytes([packed[end + 16], packed[end + 17], packed[end + 18], packed[end + 19]]) as usize;
        assert_eq!(&packed[start..start + 4], b"PK\x01\x02");
    }
}
