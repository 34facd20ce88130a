//! The file that holds the key of the vault: one line of text, for its owner alone, written once and never changed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use super::random;

pub(super) type Key = Zeroizing<[u8; 32]>;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// There is no such file.
    #[error("there is no key file")]
    Missing,
    /// Others on this machine may read or change it (these are its permission bits); only its owner should.
    #[error("the key file has the permissions {mode:03o}, and must have 600")]
    OpenToOthers { mode: u32 },
    /// It is not a key file, or no longer whole.
    #[error("the key file is not whole, or is something else")]
    Malformed,
    /// It was made by a later version of this program.
    #[error("the key file is of a later kind")]
    OtherVersion,
    /// The file system refused.
    #[error("the key file cannot be used")]
    Io(#[from] io::Error),
}

const NAME: &str = "counterpoint-key-";
const VERSION: &str = "1";
/// Longer than any key file; what is longer is not read to its end.
const BYTES_MAX: u64 = 256;

/// The key in the file at `path`.
pub(super) fn read(path: &Path) -> Result<Key, KeyFileError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => KeyFileError::Missing,
        _ => KeyFileError::Io(error),
    })?;
    refuse_if_open_to_others(&file)?;
    let mut text = Zeroizing::new(String::with_capacity(256));
    match file.take(BYTES_MAX).read_to_string(&mut text) {
        Ok(_) => parse(&text),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(KeyFileError::Malformed),
        Err(error) => Err(error.into()),
    }
}

/// A new key in a new file at `path`; the key that is there, if another process was faster.
pub(super) fn create(path: &Path) -> Result<Key, KeyFileError> {
    // Written beside its place and then linked into it: a machine that stops in between leaves no half of a key, and a
    // link, unlike a renaming, never replaces a file that is there.
    let draft = draft_beside(path);
    let key: Key = random::bytes();
    let result = write_new(&draft, &print(&key)).and_then(|()| fs::hard_link(&draft, path));
    drop(fs::remove_file(&draft));
    match result {
        Ok(()) => {
            sync_folder_of(path)?;
            Ok(key)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(path),
        Err(error) => Err(error.into()),
    }
}

fn print(key: &Key) -> Zeroizing<String> {
    let encoded = Zeroizing::new(URL_SAFE_NO_PAD.encode(key.as_slice()));
    Zeroizing::new(format!("{NAME}{VERSION}:{}\n", *encoded))
}

fn parse(text: &str) -> Result<Key, KeyFileError> {
    let (version, encoded) =
        text.trim_end().strip_prefix(NAME).and_then(|rest| rest.split_once(':')).ok_or(KeyFileError::Malformed)?;
    if version != VERSION {
        return Err(KeyFileError::OtherVersion);
    }
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(encoded).map_err(|_| KeyFileError::Malformed)?);
    bytes.as_slice().try_into().map(Zeroizing::new).map_err(|_| KeyFileError::Malformed)
}

fn draft_beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", HEXLOWER.encode(random::bytes::<8>().as_slice())));
    path.with_file_name(name)
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = for_its_owner_alone(OpenOptions::new().write(true).create_new(true)).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The new name survives a power cut only once its folder is written too.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(unix)]
fn for_its_owner_alone(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn for_its_owner_alone(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Asks the file that is open, not the path, which could lead elsewhere a moment later.
#[cfg(unix)]
fn refuse_if_open_to_others(file: &File) -> Result<(), KeyFileError> {
    let mode = std::os::unix::fs::MetadataExt::mode(&file.metadata()?) & 0o777;
    let of_others = mode & 0o077;
    if of_others == 0 { Ok(()) } else { Err(KeyFileError::OpenToOthers { mode }) }
}

#[cfg(not(unix))]
fn refuse_if_open_to_others(_: &File) -> Result<(), KeyFileError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A folder of its own, and the path of a key file in it that is not there yet.
    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counterpoint.key");
        (folder, path)
    }

    fn written(text: &[u8], mode: u32) -> Result<Key, KeyFileError> {
        let (_folder, path) = place();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        read(&path)
    }

    #[test]
    fn a_new_key_file_is_one_line_for_its_owner_alone_and_nothing_is_left_beside_it() {
        let (folder, path) = place();
        let key = create(&path).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let encoded = text.strip_prefix("counterpoint-key-1:").and_then(|rest| rest.strip_suffix('\n'));
        assert_eq!(encoded.map(str::len), Some(43), "{text}");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(read(&path).unwrap(), key);
    }

    #[test]
    fn a_key_file_that_is_there_is_never_replaced() {
        let (folder, path) = place();
        let key = create(&path).unwrap();
        assert_eq!(create(&path).unwrap(), key);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(&path, "something else").unwrap();
        assert!(matches!(create(&path), Err(KeyFileError::Malformed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "something else");
    }

    #[test]
    fn processes_that_start_together_agree_on_one_key() {
        let (_folder, path) = place();
        let keys: Vec<Key> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| create(&path).unwrap())).collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        assert!(keys.iter().all(|key| *key == keys[0]));
    }

    #[test]
    fn a_key_file_that_others_may_read_or_write_is_refused() {
        let text = print(&random::bytes());
        for mode in [0o640, 0o604, 0o620, 0o601, 0o644, 0o777] {
            let refused = written(text.as_bytes(), mode);
            assert!(matches!(refused, Err(KeyFileError::OpenToOthers { mode: said }) if said == mode), "{mode:o}");
        }
        assert!(written(text.as_bytes(), 0o600).is_ok() && written(text.as_bytes(), 0o400).is_ok());
    }

    #[test]
    fn what_is_no_key_file_is_refused_with_its_reason() {
        let text = print(&random::bytes());
        let longer = format!("{}A\n", text.trim_end());
        for malformed in
            ["", "\n", "-----BEGIN PRIVATE KEY-----", &text[..40], &text[1..], &longer, &"a".repeat(1 << 20)]
        {
            assert!(matches!(written(malformed.as_bytes(), 0o600), Err(KeyFileError::Malformed)), "{malformed}");
        }
        assert!(matches!(written(&[0xff; 62], 0o600), Err(KeyFileError::Malformed)));
        let later = text.replace("key-1:", "key-2:");
        assert!(matches!(written(later.as_bytes(), 0o600), Err(KeyFileError::OtherVersion)));
    }

    #[test]
    fn a_missing_file_and_a_missing_folder_are_told_apart_from_a_bad_one() {
        let (folder, path) = place();
        assert!(matches!(read(&path), Err(KeyFileError::Missing)));
        assert!(matches!(create(&folder.path().join("no/such/folder.key")), Err(KeyFileError::Io(_))));
        assert!(matches!(read(folder.path()), Err(KeyFileError::OpenToOthers { .. } | KeyFileError::Io(_))));
    }
}
