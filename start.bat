@echo off
rem Opens the kit by a double click; start.py says what it does.
where py >nul 2>nul || (
  echo Download Python from https://www.python.org/downloads/, install it, and double-click this file again.
  pause
  exit /b 1
)
py -3 "%~dp0start.py" %* || pause
