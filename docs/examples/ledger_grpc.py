"""The ledger's gRPC API from another language: a checkpoint, and an act judged as a dry run, signed as an operator signs.

    protoc -I chain/Ledger.Log/Protos -I contracts/Ledger.Facts/Protos -I contracts/Ledger.Acts/Protos \
        -I services/Ledger.Protocol/Protos --include_imports --descriptor_set_out=ledger.pb \
        ledger/v1/registration.proto ledger/v1/ledger.proto
    python3 docs/examples/ledger_grpc.py ledger.pb .local/net/profiles/registration-clerk unit.json

Needs grpcio, protobuf and cryptography; no generated code. unit.json is an OpenFirstRegistrationRequest.
"""

import hashlib
import json
import os
import pathlib
import sys
import time

import grpc
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Messages:
    """Classes of the API's messages, made from the descriptor set."""

    def __init__(self, path):
        self.pool = descriptor_pool.DescriptorPool()
        for file in descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(path).read_bytes()).file:
            self.pool.AddSerializedFile(file.SerializeToString())

    def __getitem__(self, name):
        descriptor = self.pool.FindMessageTypeByName("ledger.v1." + name)
        if hasattr(message_factory, "GetMessageClass"):
            return message_factory.GetMessageClass(descriptor)
        return message_factory.MessageFactory(self.pool).GetPrototype(descriptor)


class Department:
    """A department's services as a user's profile reaches them, over mutual TLS."""

    def __init__(self, messages, folder, name):
        self.messages = messages
        folder = pathlib.Path(folder)
        self.profile = json.loads((folder / "profile.json").read_text("utf-8"))
        service = self.profile["services"][name]
        certificate = (folder / self.profile["certificate"]).read_bytes()
        key = (folder / self.profile["key"]).read_bytes()
        self.key = serialization.load_pem_private_key(key, password=None)
        self.operator = x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256())
        self.channel = grpc.secure_channel(
            service["address"].removeprefix("https://").rstrip("/"),
            grpc.ssl_channel_credentials((folder / self.profile["roots"][service["organisation"]]).read_bytes(), key, certificate),
        )

    def read(self, method, request, reply):
        """Calls a method that nobody signs. The full name begins with a slash: /ledger.v1.LedgerService/GetCheckpoint."""
        return self._call(method, reply)(request.SerializeToString(deterministic=True), timeout=30)

    def write(self, method, request, dry_run):
        """Signs ledger.v1.Request, origin, full method name with its leading slash, and the request's bytes."""
        request.context.id = os.urandom(32)
        request.context.time_ms = time.time_ns() // 1_000_000
        request.context.dry_run = dry_run
        body = request.SerializeToString(deterministic=True)
        text = f"ledger.v1.Request\n{self.profile['origin']}\n{method}\n".encode() + body
        r, s = utils.decode_dss_signature(
            self.key.sign(hashlib.sha256(text).digest(), ec.ECDSA(utils.Prehashed(hashes.SHA256()))))
        signature = r.to_bytes(32, "big") + min(s, P256_ORDER - s).to_bytes(32, "big")
        metadata = [("ledger-signature-bin", signature), ("ledger-operator-bin", self.operator)]
        return self._call(method, "WriteReply")(body, metadata=metadata, timeout=30)

    def _call(self, method, reply):
        return self.channel.unary_unary(
            method, request_serializer=lambda body: body, response_deserializer=self.messages[reply].FromString)


def main(descriptors, folder, file):
    messages = Messages(descriptors)
    registration = Department(messages, folder, "registration")
    checkpoint = registration.read("/ledger.v1.LedgerService/GetCheckpoint", messages["GetCheckpointRequest"](), "CheckpointReply")
    origin, size = checkpoint.note.splitlines()[:2]
    print(f"ledger {origin}, {size} entries")

    request = messages["RegistrationWriteRequest"]()
    json_format.ParseDict(json.loads(pathlib.Path(file).read_text("utf-8")), request.acts.add().open_first_registration)
    try:
        reply = registration.write("/ledger.v1.RegistrationService/Write", request, dry_run=True)
    except grpc.RpcError as refusal:
        print(f"refused: {refusal.code().name}: {refusal.details()}")
        return 1
    print(f"dry run: the rules would take it; {len(reply.cautions)} doubtful")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
