namespace Ledger.Network;

/// <summary>Something that writes to the ledger for as long as it is let.</summary>
internal interface ILoad
{
    /// <summary>Writes until told to pause; the act under way is finished first. Goes on where it paused.</summary>
    /// <param name="pause">Asks for the pause.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="Verifier.LedgerException">An act was refused or could not be verified.</exception>
    Task RunAsync(CancellationToken pause, CancellationToken ct);
}
