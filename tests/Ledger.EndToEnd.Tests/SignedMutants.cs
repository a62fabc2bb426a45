using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>Mutants of payloads that stand on a ledger: new numbers and the present time, so that what is judged is what was changed.</summary>
internal sealed class SignedMutants(IReadOnlyList<Payload> originals, int seed)
{
    private readonly Random random = new(seed);
    private ulong sequence = 1_000_000;

    /// <summary>Another mutant; some have no one encoding and cannot be signed as they stand.</summary>
    public byte[] Next()
    {
        var payload = originals[random.Next(originals.Count)].Clone();
        payload.Sequence = ++sequence;
        payload.TimeMs = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        payload.Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(EntryCodec.NonceSize));
        switch (random.Next(9))
        {
            case 0:
                payload.TimeMs = new ulong[] { 0, 1, ulong.MaxValue, payload.TimeMs + 1_000_000_000 }[random.Next(4)];
                break;
            case 1:
                payload.Origin += "x";
                break;
            case 2:
                payload.Nonce = ByteString.CopyFrom(new byte[random.Next(20)]);
                break;
            case 3:
                payload.Events.Add(Any(payload).Clone());
                break;
            case 4:
                Any(payload).Type = Any(originals[random.Next(originals.Count)]).Type;
                break;
            case 5:
                var hostile = Any(payload).Body.ToByteArray();
                hostile[random.Next(hostile.Length)] ^= (byte)(1 << random.Next(8));
                Any(payload).Body = ByteString.CopyFrom(hostile);
                break;
            default:
                MutateBody(Any(payload));
                break;
        }

        return payload.ToByteArray();
    }

    private static Event Any(Payload payload) => payload.Events[0];

    private void MutateBody(Event e)
    {
        if (EventTypes.All.FirstOrDefault(type => type.FullName == e.Type) is not { } type)
            return;
        var body = type.Parser.ParseFrom(e.Body);
        for (var i = random.Next(3); i >= 0; i--)
            MutateField(body);
        e.Body = body.ToByteString();
    }

    private void MutateField(IMessage message)
    {
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        if (fields.Count == 0)
            return;
        var field = fields[random.Next(fields.Count)];
        if (random.Next(4) == 0)
            field.Accessor.Clear(message);
        else if (field.IsRepeated)
            MutateList((System.Collections.IList)field.Accessor.GetValue(message));
        else if (field.FieldType == FieldType.Message && field.Accessor.GetValue(message) is IMessage inner)
            MutateField(inner);
        else if (field.FieldType != FieldType.Message)
            field.Accessor.SetValue(message, Other(field, field.Accessor.GetValue(message)));
    }

    private void MutateList(System.Collections.IList list)
    {
        if (list.Count == 0)
            return;
        var at = random.Next(list.Count);
        if (list[at] is IMessage item && random.Next(2) == 0)
            MutateField(item);
        else if (random.Next(2) == 0)
            list.RemoveAt(at);
        else
            list.Add(list[at]);
    }

    private object Other(FieldDescriptor field, object value) => value switch
    {
        ulong number => new ulong[] { number + 1, number - 1, 0, ulong.MaxValue, number * 10 }[random.Next(5)],
        long number => new long[] { number + 1, -number, 0, long.MaxValue, long.MinValue }[random.Next(5)],
        uint number => new uint[] { number + 1, number - 1, 0, uint.MaxValue, 20260230u }[random.Next(5)],
        int number => new int[] { number + 1, -number, 0, int.MaxValue }[random.Next(4)],
        bool flag => !flag,
        string text
            => new[] { "", text + "1", text.Length > 1 ? text[..^1] : "x", new string([.. text.Reverse()]), "\u202e" + text, "粤" + text }[random.Next(6)],
        ByteString bytes
            => new[] { ByteString.Empty, ByteString.CopyFrom([.. bytes.Span, 1]),
                ByteString.CopyFrom([.. bytes.Span.ToArray().Select(static b => (byte)(b ^ 1))]) }[random.Next(3)],
        _ when field.FieldType == FieldType.Enum => Enum.ToObject(value.GetType(), random.Next(-1, 12)),
        _ => value,
    };
}
