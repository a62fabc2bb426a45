namespace Ledger.Network;

/// <summary>The local network can't be started or does not become healthy.</summary>
public sealed class LocalNetworkException : Exception
{
    /// <summary>Words the failure in both languages.</summary>
    /// <param name="english">What failed and what to do, in English.</param>
    /// <param name="chinese">The same in Chinese.</param>
    public LocalNetworkException(string english, string chinese)
        : base($"{english}\n{chinese}")
    {
    }
}
