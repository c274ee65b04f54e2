//! Windows: creating files and folders that only their owner can open; and who can open a file.
//!
//! A new file begins with the access list of its folder, and gets its own right after that, while it is empty: only `unsafe`
//! code can create it with a list. As long as this program writes, nobody else can open it for its content. What remains:
//! who has full control over the whole folder can open the file in the moment between, not for its content, but with the
//! right to change its list, and keeps that right. The same is so for a folder.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::Path;

use windows_permissions::constants::{SeObjectType, SecurityInformation};
use windows_permissions::utilities::current_process_sid;
use windows_permissions::wrappers::{GetSecurityInfo, SetNamedSecurityInfo, SetSecurityInfo};
use windows_permissions::{LocalBox, SecurityDescriptor, Sid};

// The names and values of Windows: "Access Mask Format", "File Access Rights Constants", `CreateFileW`.
const GENERIC_READ: u32 = 0x8000_0000;
const GENERIC_WRITE: u32 = 0x4000_0000;
const WRITE_DAC: u32 = 0x0004_0000;
/// Others may give the file another name, which is what happens when it is complete, but neither read nor write it.
const FILE_SHARE_DELETE: u32 = 0x4;

/// The system and its administrators, who can do everything anyway: what root is elsewhere.
const LIKE_ROOT: [&str; 2] = ["S-1-5-18", "S-1-5-32-544"];

/// Creates a file and gives it an access list that names only this user, before anything is in it. A folder where that
/// cannot be done (another file system, another computer's rules) gets the file all the same: [`is_for_owner_alone`] says
/// what came of it.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let new = |rights: u32| {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .access_mode(rights)
            .share_mode(FILE_SHARE_DELETE)
            .open(path)
    };
    let mut file = match new(GENERIC_READ | GENERIC_WRITE | WRITE_DAC) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return new(GENERIC_READ | GENERIC_WRITE);
        }
        created => created?,
    };
    // What came of it is read from the file: some file systems know no access lists and report success.
    let _ = keep_for_owner(&mut file);
    Ok(file)
}

/// Creates a folder and gives it an access list that names only this user, for everything that will be in it, too. As with
/// [`create`], a file system without such lists gets the folder all the same.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    let _ = keep_folder_for_owner(path);
    Ok(())
}

fn keep_for_owner(file: &mut File) -> io::Result<()> {
    let list = list_of_owner("")?;
    SetSecurityInfo(file, SeObjectType::SE_FILE_OBJECT, own_list(), None, None, list.dacl(), None)
}

fn keep_folder_for_owner(path: &Path) -> io::Result<()> {
    // Files ("OI") and folders ("CI") in it begin with the same.
    let list = list_of_owner("OICI")?;
    SetNamedSecurityInfo(path, SeObjectType::SE_FILE_OBJECT, own_list(), None, None, list.dacl(), None)
}

/// All rights ("FA") for this user.
fn list_of_owner(inherited_by: &str) -> io::Result<LocalBox<SecurityDescriptor>> {
    format!("D:P(A;{inherited_by};FA;;;{})", *current_process_sid()?).parse()
}

/// What is set: the list, and that nothing is taken from the folder around.
fn own_list() -> SecurityInformation {
    SecurityInformation::Dacl | SecurityInformation::ProtectedDacl
}

/// Whether the access list of a file lets in nobody but this user and those who can do everything.
pub(super) fn is_for_owner_alone(file: &File) -> bool {
    let list = GetSecurityInfo(file, SeObjectType::SE_FILE_OBJECT, SecurityInformation::Dacl);
    list.is_ok_and(|list| lets_in_only_owner(&list))
}

fn lets_in_only_owner(list: &SecurityDescriptor) -> bool {
    let Ok(user) = current_process_sid() else { return false };
    // No list at all lets in everybody.
    let Some(list) = list.dacl() else { return false };
    let expected = |sid: &Sid| *sid == *user || LIKE_ROOT.contains(&sid.to_string().as_str());
    (0..list.len()).all(|entry| list.get_ace(entry).and_then(|entry| entry.sid()).is_some_and(expected))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use windows_permissions::wrappers::GetNamedSecurityInfo;

    use super::*;

    #[test]
    fn a_new_file_is_for_its_owner_alone_before_anything_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = create(&folder.path().join("key.pem")).unwrap();
        assert_eq!(file.metadata().unwrap().len(), 0);
        assert!(is_for_owner_alone(&file));
    }

    #[test]
    fn nobody_else_opens_a_file_while_it_is_written_and_none_is_created_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        let mut file = create(&path).unwrap();
        file.write_all(b"contents").unwrap();
        assert!(File::open(&path).is_err());
        assert!(OpenOptions::new().append(true).open(&path).is_err());
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"contents");
        assert_eq!(create(&path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"contents");
    }

    #[test]
    fn a_new_folder_is_for_its_owner_alone_and_so_is_what_is_put_into_it() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("Staging");
        create_folder(&folder).unwrap();
        let list = GetNamedSecurityInfo(&folder, SeObjectType::SE_FILE_OBJECT, SecurityInformation::Dacl);
        assert!(lets_in_only_owner(&list.unwrap()));
        let plain = File::create(folder.join("cert.pem")).unwrap();
        assert!(is_for_owner_alone(&plain));
        assert_eq!(create_folder(&folder).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    }

    #[test]
    fn a_file_that_everybody_may_open_is_told_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("open.txt");
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).access_mode(GENERIC_WRITE | WRITE_DAC);
        let mut file = options.open(&path).unwrap();
        let list: LocalBox<SecurityDescriptor> = "D:P(A;;FA;;;WD)".parse().unwrap();
        SetSecurityInfo(&mut file, SeObjectType::SE_FILE_OBJECT, own_list(), None, None, list.dacl(), None)
            .unwrap();
        assert!(!is_for_owner_alone(&File::open(&path).unwrap()));
    }
}
