using System.Globalization;
using System.Text;

namespace Ledger.Chain;

/// <summary>Keys of the world state that belong to the chain (formats 9).</summary>
public static class PageKeys
{
    /// <summary>Prefix of the chain's own pages, changed only by governance.</summary>
    public const string System = "sys/";

    /// <summary>Prefix of the keys that record which envelopes are applied.</summary>
    public const string Applied = "seq/";

    /// <summary>Cosignatures needed and the organisations that run a peer.</summary>
    public const string Quorum = "sys/quorum";

    /// <summary>Rule profile in force.</summary>
    public const string Profile = "sys/profile";

    /// <summary>Prefix of the pages of proposals.</summary>
    public const string Proposals = "sys/proposal/";

    internal const string PeerPrefix = "sys/peer/";

    // Beginnings of the chain's own keys.
    private static readonly string[] Own = [Quorum, Profile, Proposals, PeerPrefix, "sys/member/", "sys/key/", "sys/revoked/"];

    /// <summary>Longest key, in bytes of UTF-8.</summary>
    public const int MaxSize = 512;

    /// <summary>Longest body of a page, in bytes.</summary>
    public const int MaxBodySize = 128 * 1024;

    /// <summary>Page of a member, by its unified social credit code.</summary>
    public static string Member(string creditCode) => "sys/member/" + creditCode;

    /// <summary>Page of a signing key.</summary>
    /// <param name="keyId">16 bytes.</param>
    public static string Key(ReadOnlySpan<byte> keyId) => "sys/key/" + Convert.ToHexStringLower(keyId);

    /// <summary>Page of a revoked certificate.</summary>
    /// <param name="fingerprint">SHA-256 of its DER.</param>
    public static string Revoked(ReadOnlySpan<byte> fingerprint) => "sys/revoked/" + Convert.ToHexStringLower(fingerprint);

    /// <summary>Page of an organisation's peer keys.</summary>
    public static string Peer(string organisation) => PeerPrefix + organisation;

    /// <summary>Page of a proposal.</summary>
    /// <param name="leafHash">Leaf hash of the entry that proposed.</param>
    public static string Proposal(ReadOnlySpan<byte> leafHash) => Proposals + Convert.ToHexStringLower(leafHash);

    /// <summary>Key that records an applied envelope; its value is the 32 bytes of the leaf hash.</summary>
    public static string Sequence(ReadOnlySpan<byte> keyId, ulong sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"seq/{Convert.ToHexStringLower(keyId)}/{sequence}");

    /// <summary>Whether a text has the form of a key: 1 to <see cref="MaxSize"/> bytes of UTF-8, no control characters.</summary>
    public static bool IsKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && (text.Length <= MaxSize / 3 || Encoding.UTF8.GetByteCount(text) <= MaxSize) && !HasControl(text);
    }

    private static bool HasControl(string text)
    {
        foreach (var c in text)
        {
            if (c < ' ')
                return true;
        }

        return false;
    }

    internal static void CheckRead(string key)
    {
        Check(key);
        if (key.StartsWith(Applied, StringComparison.Ordinal))
            throw new ArgumentException($"Key '{key}' is no page; contracts do not read {Applied}.", nameof(key));
    }

    internal static void CheckWrite(string key)
    {
        CheckRead(key);
        if (key.StartsWith(System, StringComparison.Ordinal))
            throw new ArgumentException($"Key '{key}' belongs to the chain; only governance changes {System}.", nameof(key));
    }

    /// <summary>A contract's governed pages stand below <c>sys/</c>, beside the chain's own.</summary>
    internal static void CheckGoverned(string key)
    {
        CheckRead(key);
        if (!key.StartsWith(System, StringComparison.Ordinal) || Array.Exists(Own, own => key.StartsWith(own, StringComparison.Ordinal)))
            throw new ArgumentException($"Key '{key}' is no page of a contract's governance: below {System}, and none of the chain's own.", nameof(key));
    }

    private static void Check(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!IsKey(key))
            throw new ArgumentException($"A key has at most {MaxSize} bytes of UTF-8 and no control characters.", nameof(key));
    }
}
