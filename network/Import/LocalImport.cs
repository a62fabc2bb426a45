using Ledger.Import;

namespace Ledger.Network;

/// <summary>Imports into a local network, by its own clerks.</summary>
public static class LocalImport
{
    /// <summary>Where a network's imports are kept.</summary>
    public static string FolderOf(LocalNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Path.Combine(network.Folder, "import");
    }

    /// <summary>The clerks of a network's departments.</summary>
    public static ImportClerks ClerksOf(LocalNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new ImportClerks(
            network.Profile($"{LocalMember.Transaction}-clerk"), network.Profile($"{LocalMember.Tax}-clerk"),
            network.Profile($"{LocalMember.Registration}-clerk"), network.Profile($"{LocalMember.Registration}-reviewer"));
    }

    /// <summary>Runs an import into a network to its end, beginning where it last ended.</summary>
    /// <param name="network">The network; its nodes run.</param>
    /// <param name="format">One of <see cref="Importer.Formats"/>.</param>
    /// <param name="path">Folder or file.</param>
    /// <param name="options">How.</param>
    /// <param name="output">Progress, for people; null: none.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Stops in order; open rows go on with the next run.</param>
    public static Task<ImportTotals> RunAsync(
        LocalNetwork network, string format, string path, ImportOptions options, TextWriter? output, TimeProvider clock, CancellationToken cancellationToken)
        => Importer.RunAsync(ClerksOf(network), FolderOf(network), format, path, options, output, clock, cancellationToken);

    /// <summary>Imports registry messages into a network, beginning where the last import ended.</summary>
    /// <param name="network">The network; its nodes run.</param>
    /// <param name="source">Folder of the messages.</param>
    /// <param name="exchange">How messages are read.</param>
    /// <param name="options">How they are sent.</param>
    /// <param name="output">Progress, for people; null: none.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Stops in order.</param>
    public static Task<ExchangeTotals> RunExchangeAsync(
        LocalNetwork network, string source, ExchangeOptions exchange, ImportOptions options, TextWriter? output, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var clerks = ClerksOf(network);
        return ExchangeImporter.RunAsync(
            clerks.Registration, clerks.Reviewer, FolderOf(network), source, exchange, options, output, clock, cancellationToken);
    }
}
