"""The forms that WhatsApp must have approved before they may be said."""
