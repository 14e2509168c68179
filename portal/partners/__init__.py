"""Care partners: people whom a participant lets in to help her, each with a sign-in of her own."""
