"""A WhatsApp message as Twilio posts it."""


def whatsapp_form(handle: str, sid: str, text: str, account: str) -> dict[str, str]:
    """The fields of a recorded text message; `handle` is `whatsapp:+E164`."""
    return {
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ProfileName": "Amal Idrissi",
        "MessageType": "text",
        "SmsSid": sid,
        "WaId": handle.removeprefix("whatsapp:+"),
        "SmsStatus": "received",
        "Body": text,
        "To": "whatsapp:+14155238886",
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "MessageSid": sid,
        "AccountSid": account,
        "From": handle,
        "ApiVersion": "2010-04-01",
    }
