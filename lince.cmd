@echo off
rem Runs Lince on Windows: finds Java 25 or newer and hands over to it. LINCE_JAVA_OPTS adds options
rem for Java, before Lince's own arguments. What Java is given stands in lib\*.options, as for `lince`.
setlocal EnableExtensions DisableDelayedExpansion

set "LINCE_HOME=%~dp0"
if "%LINCE_HOME:~-1%"=="\" set "LINCE_HOME=%LINCE_HOME:~0,-1%"
set "LINCE_APP=%LINCE_HOME%"
if not exist "%LINCE_APP%\lince.jar" set "LINCE_APP=%LINCE_HOME%\app\target\lince"
if not exist "%LINCE_APP%\lince.jar" goto :noprogram

set "LINCE_JAVA="
if defined JAVA_HOME call :take "%JAVA_HOME%"
if defined LINCE_JAVA goto :run
for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :takeprogram "%%~$PATH:J"
if defined LINCE_JAVA goto :run
for %%V in ("Eclipse Adoptium" "Microsoft" "Java" "Zulu" "Amazon Corretto" "BellSoft" "OpenJDK" "RedHat") do call :takefrom "%ProgramFiles%\%%~V"
for %%V in ("Eclipse Adoptium" "Microsoft" "Java") do call :takefrom "%LOCALAPPDATA%\Programs\%%~V"
call :takefrom "%USERPROFILE%\.jdks"
call :takefrom "%USERPROFILE%\scoop\apps"
if defined LINCE_JAVA goto :run

>&2 echo lince: Java 25 or newer was not found in JAVA_HOME, on the PATH or in the usual folders. Install it: winget install EclipseAdoptium.Temurin.25.JRE
exit /b 1

:run
set "LINCE_ROLE=commands"
if "%~1"=="serve" set "LINCE_ROLE=serve"

rem Java takes a cache only where it fits. Where LINCE_JAVA_OPTS has options for Java's own caches (-Xshare),
rem LINCE_AOT=off is needed.
set "LINCE_CACHE=-Dlince.aot=none"
if exist "%LINCE_APP%\aot\%LINCE_ROLE%.aot" set "LINCE_CACHE=-XX:AOTCache=%LINCE_APP%\aot\%LINCE_ROLE%.aot"
if /i "%LINCE_AOT%"=="off" set "LINCE_CACHE=-Dlince.aot=none"

rem ONNX Runtime would report to its maker by default.
set "ORT_DISABLE_TELEMETRY=1"

rem Outside of any parentheses, since names of pictures may have some.
"%LINCE_JAVA%" "@%LINCE_APP%\lib\%LINCE_ROLE%.options" "%LINCE_CACHE%" "-Dlince.home=%LINCE_HOME%" %LINCE_JAVA_OPTS% -cp "%LINCE_APP%\lince.jar" dev.lince.app.Lince %*
exit /b %ERRORLEVEL%

:noprogram
>&2 echo lince: %LINCE_HOME% has no program (lince.jar); unpack a release there, or build it with mvnw.cmd -Dmaven.test.skip=true -pl app -am package
exit /b 1

rem Takes the Java of a java.exe that lies in a folder bin; the one that some installers put on the PATH is
rem a link into another folder, and has to be asked.
:takeprogram
set "LINCE_ASK=yes"
for %%B in ("%~dp1..") do if exist "%%~fB\release" set "LINCE_ASK=no"
if "%LINCE_ASK%"=="no" for %%B in ("%~dp1..") do call :take "%%~fB"
if "%LINCE_ASK%"=="no" exit /b 0
for /f "tokens=2,3" %%K in ('call "%~1" -version 2^>^&1') do if "%%K"=="version" call :newenough "%%~L" "%~1"
exit /b 0

rem Takes one of the Javas that lie in a folder, as a version manager's `current` too.
:takefrom
if defined LINCE_JAVA exit /b 0
if not exist "%~1" exit /b 0
for /f "delims=" %%D in ('dir /b /ad "%~1"') do call :take "%~1\%%D"
for /f "delims=" %%D in ('dir /b /ad "%~1"') do call :take "%~1\%%D\current"
exit /b 0

rem Takes the Java in a folder if it is new enough and none was taken before; its file `release` says so
rem without starting it.
:take
if defined LINCE_JAVA exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%K in ("%~1\release") do if "%%K"=="JAVA_VERSION" call :newenough "%%~L" "%~1\bin\java.exe"
exit /b 0

:newenough
for /f "tokens=1 delims=.-+" %%M in ("%~1") do if %%M GEQ 25 set "LINCE_JAVA=%~2"
exit /b 0
