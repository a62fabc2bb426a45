namespace Ledger.Verifier;

/// <summary>The person behind a token on one of the certificate's pages, shown with the salt.</summary>
public sealed record DisclosedParty
{
    /// <summary>Key of the page that names the token.</summary>
    public required string Key { get; init; }

    /// <summary>The token, 32 bytes.</summary>
    public required byte[] Token { get; init; }

    /// <summary>Number of the identity class (facts.proto).</summary>
    public required int Class { get; init; }

    /// <summary>Canonical number of the identity document.</summary>
    public required string Number { get; init; }

    /// <summary>The salt, 32 bytes.</summary>
    public required byte[] Salt { get; init; }
}
