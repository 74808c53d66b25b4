"""Twilio's webhooks for WhatsApp, field for field as recorded bodies have them (channels.md §1.1)."""

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from tests.fakes.webhook import Webhook

ACCOUNT = "AC" + "0" * 31 + "1"
TOKEN = "0123456789abcdef0123456789abcdef"
SENDER = "whatsapp:+14155238886"  # Twilio's public sandbox number
CHANNEL_INSTALL = "XE" + "0" * 31 + "1"
MEDIA_BASE = "https://api.twilio.com/2010-04-01/Accounts"


def message_sid(number: int, prefix: str = "SM") -> str:
    """A well-formed sid that differs for every number."""
    return f"{prefix}{number:032x}"


def sign(url: str, form: Mapping[str, str], token: str = TOKEN) -> str:
    """X-Twilio-Signature over the public URL and the decoded form, blanks included."""
    signature: str = RequestValidator(token).compute_signature(url.partition("#")[0], dict(form))
    return signature


def twilio_webhook(url: str, form: Mapping[str, str], token: str = TOKEN) -> Webhook:
    """A form as Twilio posts it: signed, with its usual headers."""
    key = hashlib.sha256(repr(sorted(form.items())).encode()).hexdigest()
    headers = {
        "user-agent": "TwilioProxy/1.1",
        "accept": "*/*",
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "i-twilio-idempotency-token": f"{key[:8]}-{key[8:12]}-4{key[13:16]}-8{key[17:20]}-{key[20:32]}",
        "x-home-region": "us1",
        "x-twilio-signature": sign(url, form, token),
    }
    # The fragment holds Twilio's connection overrides and never travels.
    return Webhook(url.partition("#")[0], headers, urlencode(dict(form)).encode())


def _message(
    from_: str,
    body: str,
    *,
    sid: str,
    kind: str,
    profile_name: str = "Amal",
    to: str = SENDER,
    account: str = ACCOUNT,
    user_id: str = "",
    service: str = "",
) -> dict[str, str]:
    """What every inbound message carries.

    from_ is `whatsapp:+E164` or `whatsapp:CC.id` (a business-scoped user id, then without WaId);
    user_id is the ExternalUserId sent beside a phone number; an empty profile_name leaves it out.
    """
    phone = from_.removeprefix("whatsapp:")
    context = {"ProfileName": profile_name} if profile_name else {}
    form = {
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "MessageType": kind,
        "SmsSid": sid,
        "SmsStatus": "received",
        "Body": body,
        "To": to,
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "MessageSid": sid,
        "AccountSid": account,
        "From": from_,
        "ApiVersion": "2010-04-01",
        **context,
    }
    if phone.startswith("+"):
        form["WaId"] = context["WaId"] = phone.removeprefix("+")
    if user_id:
        form["ExternalUserId"] = user_id
    if service:
        form["MessagingServiceSid"] = service
    metadata = {"type": "whatsapp", "data": {"context": context}}
    form["ChannelMetadata"] = json.dumps(metadata, ensure_ascii=False, separators=(",", ":"))
    return form


def _reply_to(replied_to: str, to: str) -> dict[str, str]:
    if not replied_to:
        return {}
    return {"OriginalRepliedMessageSid": replied_to, "OriginalRepliedMessageSender": to}


def twilio_text(
    from_: str, body: str, *, sid: str, replied_to: str = "", to: str = SENDER, **more: str
) -> dict[str, str]:
    """A person writes; more as in every message: profile_name, account, user_id, service."""
    form = _message(from_, body, sid=sid, kind="text", to=to, **more)
    return form | _reply_to(replied_to, to)


def twilio_template_tap(
    from_: str,
    text: str,
    payload: str,
    *,
    sid: str,
    replied_to: str = "",
    to: str = SENDER,
    **more: str,
) -> dict[str, str]:
    """A tap on a template's quick reply: MessageType=button."""
    form = _message(from_, text, sid=sid, kind="button", to=to, **more)
    form |= {"ButtonText": text, "ButtonPayload": payload}
    return form | _reply_to(replied_to, to)


def twilio_tap(
    from_: str,
    text: str,
    payload: str,
    *,
    sid: str,
    replied_to: str = "",
    to: str = SENDER,
    **more: str,
) -> dict[str, str]:
    """A tap on a quick reply sent within the 24 hours: MessageType=interactive."""
    form = _message(from_, text, sid=sid, kind="interactive", to=to, **more)
    form |= {"ButtonText": text, "ButtonPayload": payload, "ButtonType": "REPLY"}
    return form | _reply_to(replied_to, to)


def twilio_list_choice(
    from_: str,
    title: str,
    item: str,
    *,
    sid: str,
    replied_to: str = "",
    to: str = SENDER,
    **more: str,
) -> dict[str, str]:
    """A choice from a list picker. No recording is known: the fields are those other projects
    read (ListId, ListTitle, Body = title).
    """
    form = _message(from_, title, sid=sid, kind="interactive", to=to, **more)
    return form | {"ListId": item, "ListTitle": title} | _reply_to(replied_to, to)


def twilio_media(
    from_: str,
    *,
    sid: str,
    content_type: str = "audio/ogg",
    media_sid: str = "ME" + "0" * 31 + "1",
    body: str = "",
    account: str = ACCOUNT,
    **more: str,
) -> dict[str, str]:
    """A voice note, picture, document or contact card (text/vcard); sids of media begin with MM."""
    family = content_type.partition("/")[0]
    kind = family if family in {"audio", "image", "video"} else "document"
    form = _message(from_, body, sid=sid, kind=kind, account=account, **more)
    return form | {
        "NumMedia": "1",
        "MediaContentType0": content_type,
        "MediaUrl0": f"{MEDIA_BASE}/{account}/Messages/{sid}/Media/{media_sid}",
    }


def twilio_location(
    from_: str,
    *,
    sid: str,
    latitude: str = "33.573109817504883",
    longitude: str = "-7.589843273162842",
    label: str = "",
    address: str = "",
    **more: str,
) -> dict[str, str]:
    """A pin, with the venue's name and address when it has them; Body is empty."""
    form = _message(from_, "", sid=sid, kind="location", **more)
    form |= {"Latitude": latitude, "Longitude": longitude}
    venue = {"Label": label, "Address": address}
    return form | {name: value for name, value in venue.items() if value}


def twilio_status(
    sid: str,
    status: str,
    *,
    to: str,
    from_: str = SENDER,
    account: str = ACCOUNT,
    error_code: int | None = None,
) -> dict[str, str]:
    """A status callback: sent, delivered, read, failed, undelivered (channels.md §1.6)."""
    form = {
        "SmsSid": sid,
        "SmsStatus": status,
        "MessageStatus": status,
        "ChannelToAddress": to.removeprefix("whatsapp:"),
        "To": to,
        "ChannelPrefix": "whatsapp",
        "MessageSid": sid,
        "AccountSid": account,
        "StructuredMessage": "false",
        "From": from_,
        "ApiVersion": "2010-04-01",
        "ChannelInstallSid": CHANNEL_INSTALL,
    }
    if status in {"delivered", "read"}:
        form["EventType"] = status.upper()
        del form["StructuredMessage"]
    if error_code is not None:
        form["ErrorCode"] = str(error_code)
        form["ChannelStatusMessage"] = f"Channel reported error {error_code}"
    return form
