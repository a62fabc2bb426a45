using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Export;

/// <summary>What is exported, and how.</summary>
public sealed record ExportOptions
{
    /// <summary>First day of recording.</summary>
    public required Day From { get; init; }

    /// <summary>Last day of recording.</summary>
    public required Day To { get; init; }

    /// <summary>Folder of the messages: <c>{county}/BizMsg</c>, <c>RepMsg</c>, <c>AccessLog</c> below it.</summary>
    public required string Folder { get; init; }

    /// <summary>The province's profile.</summary>
    public required ProvinceProfile Profile { get; init; }

    /// <summary>Reports that are made again, by message number or business number.</summary>
    public IReadOnlyCollection<string> Again { get; init; } = [];

    /// <summary>Whether the daily logs are written.</summary>
    public bool WithLog { get; init; } = true;

    /// <summary>The exporter's own records in its folder.</summary>
    public string OutboxFile => Path.Combine(Folder, "outbox.db");
}
