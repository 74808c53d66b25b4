"""What a bot's account holds and what each method of the Bot API does to it."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.clock import Clock
from tests.fakes.telegram_messages import Chats, File, Json
from tests.fakes.telegram_rules import RefusalError, bad_request, read_text, truth
from tests.fakes.telegram_updates import Updates, WebhookSettings

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
WEBHOOK_PORTS = re.compile(r"https://[^/:]+(:(443|80|88|8443))?(/.*)?")
DOWNLOAD_LIMIT = 20 * 2**20
UPLOAD_LIMIT = 50 * 2**20


class Bot:
    """Chats, files, commands and settings; every method runs in the server's loop."""

    def __init__(
        self, user: Json, *, clock: Clock, local: bool, enforce_start: bool, updates: Updates
    ) -> None:
        self.user = user
        self.local = local
        self.enforce_start = enforce_start
        self.clock = clock
        self.updates = updates
        self.chats = Chats(user)
        self.files: dict[str, File] = {}
        self.blocked: set[int] = set()
        self.expired: set[str] = set()
        self.answered: dict[str, Json] = {}
        self.actions: list[tuple[int, str]] = []
        self.left: list[int] = []
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self._methods: dict[str, Callable[[Json], Any]] = {
            "getMe": self._get_me,
            "getFile": self._get_file,
            "getWebhookInfo": self._get_webhook_info,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendDocument": self._send_document,
            "sendVoice": self._send_voice,
            "copyMessage": self._copy_message,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_markup,
            "answerCallbackQuery": self._answer_query,
            "setMyCommands": self._set_commands,
            "sendChatAction": self._send_action,
            "leaveChat": self._leave,
        }

    def do(self, method: str, parameters: Json) -> Any:
        """A method's result; RefusalError when Telegram would not do it."""
        return self._methods[method](parameters)

    def check_chat(self, parameters: Mapping[str, Any]) -> int:
        """The chat a send is for; RefusalError when this bot cannot write there."""
        given = str(parameters.get("chat_id", ""))
        if not re.fullmatch(r"-?\d+", given):
            raise bad_request("chat not found")
        chat_id = int(given)
        if chat_id in self.blocked:
            raise RefusalError(403, "Forbidden: bot was blocked by the user")
        if self.enforce_start and chat_id not in self.chats.known:
            raise RefusalError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat_id

    def upload(self, file: File) -> str:
        if len(file.content) > UPLOAD_LIMIT:
            raise RefusalError(413, "Request Entity Too Large")
        file_id = (
            "BQACAgQAAxkD" + hashlib.sha256(file.content + file.name.encode()).hexdigest()[:40]
        )
        self.files[file_id] = file
        return file_id

    def _now(self) -> int:
        return int(self.clock().timestamp())

    # Settings

    def _get_me(self, parameters: Json) -> Json:
        return self.user | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def _set_webhook(self, parameters: Json) -> bool:
        url = parameters["url"]
        if not self.local and url and not url.startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not self.local and url and not WEBHOOK_PORTS.fullmatch(url):
            raise bad_request(
                "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
            )
        secret = parameters.get("secret_token", "")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        connections = int(parameters.get("max_connections", 40))
        self.updates.webhook = WebhookSettings(url, secret, connections)
        self.updates.allowed = parameters.get("allowed_updates", self.updates.allowed)
        if truth(parameters.get("drop_pending_updates")):
            self.updates.drop()
        return True

    def _delete_webhook(self, parameters: Json) -> bool:
        self.updates.webhook = WebhookSettings()
        if truth(parameters.get("drop_pending_updates")):
            self.updates.drop()
        return True

    def _get_webhook_info(self, parameters: Json) -> Json:
        webhook = self.updates.webhook
        info: Json = {
            "url": webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if webhook.url:
            info |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
        if webhook.last_error:
            info |= {
                "last_error_message": webhook.last_error,
                "last_error_date": webhook.last_error_date,
            }
        return info | ({"allowed_updates": self.updates.allowed} if self.updates.allowed else {})

    def _set_commands(self, parameters: Json) -> bool:
        for command in parameters["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
        scope = json.dumps(parameters.get("scope", {"type": "default"}), sort_keys=True)
        language = parameters.get("language_code", "")
        if not re.fullmatch(r"([a-z]{2})?", language):
            raise bad_request("invalid language code specified")
        self.commands[scope, language] = parameters["commands"]
        return True

    # Messages

    def _content(self, parameters: Json, name: str) -> Json:
        """Text or caption with its entities; RefusalError when its HTML cannot be parsed."""
        text, entities = read_text(parameters, name)
        found: Json = {name: text} if text else {}
        if entities:
            found["entities" if name == "text" else f"{name}_entities"] = entities
        return found

    def _send(self, parameters: Json, content: Json) -> Json:
        chat_id = int(parameters["chat_id"])
        markup = parameters.get("reply_markup", {})
        if "inline_keyboard" in markup:
            content["reply_markup"] = markup
        if reply := parameters.get("reply_parameters"):
            replied = self.chats.messages.get((chat_id, int(reply.get("message_id", 0))))
            if replied is not None:
                shown = {k: v for k, v in replied.items() if k != "reply_to_message"}
                content["reply_to_message"] = shown
            elif not reply.get("allow_sending_without_reply"):
                raise bad_request("message to be replied not found")
        return self.chats.add(chat_id, self._now(), content)

    def _send_message(self, parameters: Json) -> Json:
        return self._send(parameters, self._content(parameters, "text"))

    def _send_photo(self, parameters: Json) -> Json:
        size = {**self._shown_file(parameters["photo"]), "width": 800, "height": 600}
        return self._send(parameters, {"photo": [size], **self._content(parameters, "caption")})

    def _send_document(self, parameters: Json) -> Json:
        document = self._shown_file(parameters["document"], "file_name", "mime_type")
        content = {"document": document, **self._content(parameters, "caption")}
        return self._send(parameters, content)

    def _send_voice(self, parameters: Json) -> Json:
        duration = int(parameters.get("duration", 1))
        voice = {**self._shown_file(parameters["voice"], "mime_type"), "duration": duration}
        return self._send(parameters, {"voice": voice, **self._content(parameters, "caption")})

    def _shown_file(self, file_id: str, *details: str) -> Json:
        """A file as a message shows it; an http address stands for a file Telegram fetched."""
        if file_id.startswith(("http://", "https://")):
            file_id = self.upload(File(file_id.rpartition("/")[2], "", file_id.encode()))
        if file_id not in self.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        file = self.files[file_id]
        known = {"file_name": file.name, "mime_type": file.content_type}
        return {
            "file_id": file_id,
            "file_unique_id": "AgAD" + file_id[-16:],
            "file_size": len(file.content),
            **{name: known[name] for name in details if known[name]},
        }

    def _copy_message(self, parameters: Json) -> Json:
        place = int(parameters["from_chat_id"]), int(parameters["message_id"])
        original = self.chats.messages.get(place)
        if original is None:
            raise bad_request("message to copy not found")
        envelope = {"message_id", "from", "chat", "date", "edit_date", "reply_markup"}
        content = {k: v for k, v in original.items() if k not in envelope | {"reply_to_message"}}
        if "caption" in parameters:
            content |= self._content(parameters, "caption")
        return self._send(parameters, content)

    def _edit(self, parameters: Json, changes: Json) -> Json:
        place = int(parameters["chat_id"]), int(parameters["message_id"])
        message = self.chats.messages.get(place)
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"]["id"] != self.user["id"]:
            raise bad_request("message can't be edited")
        kept = {k: v for k, v in message.items() if k not in {"reply_markup", *changes}}
        edited = kept | changes
        markup = parameters.get("reply_markup", {})
        if markup.get("inline_keyboard"):
            edited["reply_markup"] = markup
        if {**edited, "edit_date": 0} == {**message, "edit_date": 0}:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        edited["edit_date"] = self._now()
        self.chats.messages[place] = edited
        return edited

    def _edit_text(self, parameters: Json) -> Json:
        return self._edit(parameters, self._content(parameters, "text"))

    def _edit_markup(self, parameters: Json) -> Json:
        return self._edit(parameters, {})

    # Everything else

    def _answer_query(self, parameters: Json) -> bool:
        query_id = parameters["callback_query_id"]
        if query_id in self.expired:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        self.answered[query_id] = parameters
        return True

    def _send_action(self, parameters: Json) -> bool:
        if parameters["action"] not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        self.actions.append((self.check_chat(parameters), parameters["action"]))
        return True

    def _leave(self, parameters: Json) -> bool:
        chat_id = self.check_chat(parameters)
        if chat_id > 0:
            raise bad_request("chat member status can't be changed in private chats")
        self.left.append(chat_id)
        return True

    def _get_file(self, parameters: Json) -> Json:
        file_id = parameters["file_id"]
        shown = self._shown_file(file_id)
        if shown["file_size"] > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return shown | {"file_path": f"documents/{file_id}"}
