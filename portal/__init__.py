"""What the portal knows and does. Nothing here knows of Flask, HTTP or JSON shapes."""
