; Countersign's installer for Windows: one file that `makensis` makes anywhere, also without a network, where Tauri's bundler
; cannot fetch its own tools. It uses the folder, the shortcuts and the registry keys of Tauri's NSIS installer, so that
; either upgrades what the other has installed. README.md in this folder says how it is made and what it does.
;
;   makensis -DVERSION=0.1.0 -DPROGRAM=…/countersign.exe -DROOT=… -DOUT=…/setup.exe [-DLOADER=…/WebView2Loader.dll]
;            [-DHOMEPAGE=https://…] [-DSIGN="signtool sign …"] packaging/windows/countersign.nsi

!ifndef VERSION | PROGRAM | ROOT | OUT
  !error "VERSION, PROGRAM, ROOT and OUT have to be given: see the top of this file."
!endif

; VERSION: three numbers. Windows has no others in a file, and nothing here could put 1.2.0-beta.1 before 1.2.0.
!searchreplace PLAIN "${VERSION}" "-" ""
!searchreplace PLAIN "${PLAIN}" "+" ""
!if "${PLAIN}" != "${VERSION}"
  !error "VERSION has to be three numbers, such as 1.2.0, and not ${VERSION}."
!endif

Unicode true
; Nothing here needs an administrator: everything is in the person's own folders and in their part of the registry.
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS all
!ifdef QUICK
  ; To try it with a program that was not made small.
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif

!include LogicLib.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include "${ROOT}/packaging/windows/closing.nsh"

!define NAME "Countersign"
!define PUBLISHER "The Countersign authors"
!define ENTRIES "Software\Microsoft\Windows\CurrentVersion\Uninstall"
!define ENTRY "${ENTRIES}\${NAME}"
; Where Tauri's installer looks for the folder of what it upgrades.
!define FOLDER "Software\${PUBLISHER}\${NAME}"
; Where the WebView2 Runtime writes its version ("Detect if a WebView2 Runtime is already installed", Microsoft).
!define WEBVIEW2 "Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define WEBVIEW2_PAGE "https://developer.microsoft.com/microsoft-edge/webview2/"
; Microsoft's own name for its bootstrapper: if the file lies beside this installer, it is used.
!define WEBVIEW2_SETUP "MicrosoftEdgeWebview2Setup.exe"

; What went wrong, for whoever installs silently; STILL_RUNNING is 3.
!define NEWER_INSTALLED 4
!define INSTALLED_FOR_ALL 5
!define NOT_WRITTEN 6
!define NO_WEBVIEW2 7

Name "${NAME}"
OutFile "${OUT}"
; Without it, a silent installer leaves out what it cannot write, and says that all went well.
AllowSkipFiles off
InstallDir "$LOCALAPPDATA\${NAME}"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${PUBLISHER}, MIT OR Apache-2.0"

!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ROOT}/icons/icon.ico"
!define MUI_UNICON "${ROOT}/icons/icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\countersign.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start ${NAME}"
!define MUI_PAGE_CUSTOMFUNCTION_PRE AskForFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP \
  "Your credentials, keys and history stay on this computer. To delete them, too, use Settings in ${NAME} first."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var Upgrades
Var WithWebView2

; Says the version of what the MSI has installed for everybody in $0; nothing if there is none. Windows keeps it under a name
; that is different for each version.
!macro FindForAll view
  SetRegView ${view}
  StrCpy $1 0
  ${Do}
    EnumRegKey $2 HKLM "${ENTRIES}" $1
    ${If} $2 == ""
      ${ExitDo}
    ${EndIf}
    IntOp $1 $1 + 1
    ReadRegStr $3 HKLM "${ENTRIES}\$2" "DisplayName"
    ReadRegStr $4 HKLM "${ENTRIES}\$2" "Publisher"
    ${If} $3 == "${NAME}"
    ${AndIf} $4 == "${PUBLISHER}"
      ReadRegStr $0 HKLM "${ENTRIES}\$2" "DisplayVersion"
      ${ExitDo}
    ${EndIf}
  ${Loop}
  SetRegView default
!macroend

Function .onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/WEBVIEW2" $1
  ${IfNot} ${Errors}
    StrCpy $WithWebView2 1
  ${EndIf}

  StrCpy $0 ""
  !insertmacro FindForAll 64
  ${If} $0 == ""
    !insertmacro FindForAll 32
  ${EndIf}
  ${If} $0 != ""
    MessageBox MB_OK|MB_ICONSTOP \
      "${NAME} $0 is installed for everybody on this computer. Upgrade it with the .msi, or ask your administrator to \
uninstall it first." /SD IDOK
    SetErrorLevel ${INSTALLED_FOR_ALL}
    Quit
  ${EndIf}

  ; What is installed is upgraded where it is: in another folder there would be a second program, which nothing removes.
  ReadRegStr $0 HKCU "${ENTRY}" "InstallLocation"
  ${WordReplace} $0 '"' "" "+" $0
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\countersign.exe"
    StrCpy $INSTDIR $0
    StrCpy $Upgrades 1
  ${EndIf}

  ReadRegStr $0 HKCU "${ENTRY}" "DisplayVersion"
  ; Tauri's installer may have installed 1.2.0-beta.1, which any 1.2.0 may follow.
  ${WordFind} $0 "-" "+1" $0
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      MessageBox MB_OK|MB_ICONSTOP \
        "${NAME} $0 is installed, which is newer than ${VERSION}. An older version can't read its data. To go back all the \
same, uninstall ${NAME} $0 first." /SD IDOK
      SetErrorLevel ${NEWER_INSTALLED}
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Function AskForFolder
  ${If} $Upgrades = 1
    Abort
  ${EndIf}
FunctionEnd

Section "Program"
  !insertmacro ProgramIsClosed
  ; It stays so if the rest is not reached.
  SetErrorLevel ${NOT_WRITTEN}
  ClearErrors
  SetOutPath "$INSTDIR"
  File "/oname=countersign.exe" "${PROGRAM}"
  !ifdef LOADER
    ; A program that was built with MinGW loads it at its start; one that was built with MSVC has it inside.
    File "/oname=WebView2Loader.dll" "${LOADER}"
  !else
    Delete "$INSTDIR\WebView2Loader.dll"
    ClearErrors
  !endif
  File "/oname=LICENSE-MIT.txt" "${ROOT}/LICENSE-MIT"
  File "/oname=LICENSE-APACHE.txt" "${ROOT}/LICENSE-APACHE"
  File "/oname=third-party-notices.txt" "${ROOT}/ui/third-party-notices.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "Not everything could be written to $INSTDIR. Check the folder, then try again." /SD IDOK
    Quit
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\countersign.exe"

  WriteRegStr HKCU "${FOLDER}" "" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" '"$INSTDIR\countersign.exe"'
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" '"$INSTDIR"'
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  !ifdef HOMEPAGE
    WriteRegStr HKCU "${ENTRY}" "URLInfoAbout" "${HOMEPAGE}"
  !endif
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" $0
  SetErrorLevel 0
SectionEnd

; Windows 11 and an up-to-date Windows 10 have WebView2. Nothing is downloaded from here: Microsoft's bootstrapper does that
; if it was put beside this installer, or the person in their browser. What lies there may be anything, in a folder for
; downloads above all: it is run only if somebody says so, with the answer or with /WEBVIEW2.
Section "WebView2"
  ReadRegStr $0 HKLM "${WEBVIEW2}" "pv"
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ReadRegStr $0 HKCU "${WEBVIEW2}" "pv"
  ${EndIf}
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ${If} ${FileExists} "$EXEDIR\${WEBVIEW2_SETUP}"
      ${If} $WithWebView2 <> 1
        MessageBox MB_YESNO|MB_ICONQUESTION \
          "${NAME} needs the Microsoft Edge WebView2 Runtime, which isn't installed. Install it now with this file?\
$\n$EXEDIR\${WEBVIEW2_SETUP}" \
          /SD IDNO IDNO done
      ${EndIf}
      DetailPrint "Installing the Microsoft Edge WebView2 Runtime"
      ClearErrors
      ${If} ${Silent}
        ExecWait '"$EXEDIR\${WEBVIEW2_SETUP}" /silent /install' $1
      ${Else}
        ExecWait '"$EXEDIR\${WEBVIEW2_SETUP}" /install' $1
      ${EndIf}
      ${If} ${Errors}
      ${OrIf} $1 <> 0
        MessageBox MB_OK|MB_ICONEXCLAMATION \
          "The Microsoft Edge WebView2 Runtime wasn't installed. ${NAME} is installed, and says at its start where you can get \
the runtime." /SD IDOK
        SetErrorLevel ${NO_WEBVIEW2}
      ${EndIf}
    ${ElseIf} $WithWebView2 = 1
      ; It was asked for, and is not there.
      SetErrorLevel ${NO_WEBVIEW2}
    ${Else}
      MessageBox MB_YESNO|MB_ICONQUESTION \
        "${NAME} needs the Microsoft Edge WebView2 Runtime, which isn't installed. Open Microsoft's page, where you can get \
it?" /SD IDNO IDNO done
      ExecShell "open" "${WEBVIEW2_PAGE}"
    ${EndIf}
    done:
  ${EndIf}
SectionEnd

Section "Uninstall"
  !insertmacro ProgramIsClosed
  Delete "$INSTDIR\countersign.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\third-party-notices.txt"
  Delete "$INSTDIR\uninstall.exe"
  ; Only if nothing of the person's is in it.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  ; Only Tauri's installer makes it.
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${ENTRY}"
  DeleteRegKey HKCU "${FOLDER}"
  DeleteRegKey /ifempty HKCU "Software\${PUBLISHER}"
SectionEnd
