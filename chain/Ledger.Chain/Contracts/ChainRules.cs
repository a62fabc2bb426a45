namespace Ledger.Chain;

/// <summary>Ids of the rules that the chain itself enforces, as they appear in <see cref="Finding.Rule"/>.</summary>
public static class ChainRules
{
    /// <summary>The bytes are not an envelope in its one encoding, or break a limit (formats 7, 12).</summary>
    public const string Envelope = "ENVELOPE";

    /// <summary>The payload names another ledger.</summary>
    public const string Origin = "ORIGIN";

    /// <summary>The signing key is unknown to the ledger at this height.</summary>
    public const string Signer = "SIGNER";

    /// <summary>The signature fails over these bytes, or its s is high.</summary>
    public const string Signature = "SIGNATURE";

    /// <summary>The signer's certificate is not valid at the envelope's time.</summary>
    public const string Certificate = "CERTIFICATE";

    /// <summary>The signer's certificate is revoked at this height.</summary>
    public const string Revoked = "REVOKED";

    /// <summary>The number was used by another envelope of the same key.</summary>
    public const string Sequence = "SEQUENCE";

    /// <summary>The envelope's time is before that of a page it read.</summary>
    public const string Time = "TIME";

    /// <summary>The envelope's time is more than five minutes off the clock of ordering; never part of replay.</summary>
    public const string Freshness = "FRESHNESS";

    /// <summary>The envelope's time is more than ten minutes before the newest seal's; live intake of embedded ordering only, never part of replay.</summary>
    public const string SealTime = "SEAL_TIME";

    /// <summary>A governance event is malformed, not allowed to its signer, or has no effect.</summary>
    public const string Governance = "GOVERNANCE";

    /// <summary>This build lacks the profile in force or, at ordering, the one proposed.</summary>
    public const string Profile = "PROFILE";

    /// <summary>The rules' code failed; a defect to report, never the sender's fault alone.</summary>
    public const string Fault = "FAULT";
}
