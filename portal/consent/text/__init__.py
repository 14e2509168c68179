"""The consent text: files read, checked and compared. Nothing here touches a database."""
