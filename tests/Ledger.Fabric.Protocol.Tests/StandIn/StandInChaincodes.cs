using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The functions that the stand-in's chaincodes offer, those of the official scenarios among them.</summary>
internal static class StandInChaincodes
{
    public static ByteString Run(string chaincode, Simulation s) => (chaincode, s.Text(0)) switch
    {
        ("basic", "echo" or "contract:echo") => s.Arguments.Count > 1 ? s.Arguments[1]
            : throw new ChaincodeError("Expected 1 parameters, but 0 have been supplied"),
        ("basic", "put") => Put(s),
        ("basic", "get") => s.Get(s.Text(1)),
        ("basic", "increment") => Increment(s),
        ("basic", "echoTransient") =>
            Json(s.Transient.OrderBy(t => t.Key, StringComparer.Ordinal).ToDictionary(t => t.Key, t => t.Value.ToStringUtf8(), StringComparer.Ordinal)),
        ("basic", "errorMessage") => throw new ChaincodeError(s.Text(1)),
        ("basic", "event") => Emit(s),
        ("basic", "orgsFail") => s.Text(1).Split(',').Contains(s.Endorser.Identity.MspId, StringComparer.Ordinal)
            ? throw new ChaincodeError($"{s.Endorser.Identity.MspId} refuses to endorse this")
            : ByteString.Empty,
        ("basic", "nondet") => ByteString.CopyFromUtf8(s.Endorser.Address),
        ("private", "WritePrivateData") => WritePrivate(s),
        ("private", "ReadPrivateData") => ReadPrivate(s),
        _ => throw new ChaincodeError($"You've asked to invoke a function that does not exist: {s.Text(0)}"),
    };

    private static ByteString Put(Simulation s)
    {
        s.Put(s.Text(1), s.Arguments[2]);
        return ByteString.Empty;
    }

    private static ByteString Increment(Simulation s)
    {
        var value = s.Get(s.Text(1));
        var next = (value.IsEmpty ? 0 : int.Parse(value.ToStringUtf8(), CultureInfo.InvariantCulture)) + 1;
        var text = ByteString.CopyFromUtf8(next.ToString(CultureInfo.InvariantCulture));
        s.Put(s.Text(1), text);
        return text;
    }

    private static ByteString Emit(Simulation s)
    {
        s.Event = (s.Text(1), s.Arguments[2]);
        return ByteString.Empty;
    }

    private static ByteString WritePrivate(Simulation s)
    {
        s.PutPrivate(s.Transient["collection"].ToStringUtf8(), s.Transient["key"].ToStringUtf8(), s.Transient["value"]);
        return ByteString.Empty;
    }

    // A collection belongs to the organisation it is named after; members read on a peer of their own only.
    private static ByteString ReadPrivate(Simulation s)
    {
        var collection = s.Text(1);
        if (s.CreatorMspId != s.Endorser.Identity.MspId
            || !collection.StartsWith(s.CreatorMspId.Replace("MSP", "", StringComparison.Ordinal), StringComparison.Ordinal))
        {
            throw new ChaincodeError($"tx creator does not have read access permission on privatedata in collection {collection}");
        }

        return s.Endorser.ReadPrivate(collection, s.Text(2));
    }

    private static ByteString Json(object value) => ByteString.CopyFrom(JsonSerializer.Serialize(value), Encoding.UTF8);
}
