using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>Where the next query on a unit stands, and the code of its owner.</summary>
internal sealed class UnitTraces(IPageReader pages, UnitKeyring keyring)
{
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(static _ => new SemaphoreSlim(1, 1))];

    /// <summary>The trace of the next query on a unit, as the ledger stands.</summary>
    public ByteString Next(UnitCode unit)
    {
        var trace = (keyring.Find(EpochOf(unit)) ?? keyring.Current).TraceOf(unit);

        // One after another, the first that is free: who wrote one ahead of its turn must not draw the next ones behind a gap, at which
        // an owner's count ends.
        ulong free = 1;
        while (IsUsed(trace, free))
            free++;
        return trace.Of(free);
    }

    /// <summary>The code that goes with the title as it stands; null for a unit without a title.</summary>
    public string? CodeOf(UnitCode unit)
        => Title(unit) is { } title && keyring.Find(title.Epoch) is { } keys ? keys.TraceOf(unit).CodeOf(BasisOf(title)) : null;

    /// <summary>Whether a code is that of the title as it stands.</summary>
    public bool IsCode(UnitCode unit, string code)
    {
        var title = Title(unit);
        var keys = keyring.Find(title?.Epoch ?? 0);

        // As much is done for a unit without a title.
        var isCode = (keys ?? keyring.Current).TraceOf(unit).IsCode(code, title is null ? "" : BasisOf(title));
        return isCode && title is not null && keys is not null;
    }

    /// <summary>The unit's secrets of every epoch that the department holds.</summary>
    public IEnumerable<UnitTrace> Of(UnitCode unit) => keyring.All.Select(keys => keys.TraceOf(unit));

    /// <summary>One after another on one unit: the next query sees the one before it.</summary>
    public async Task<T> InTurnAsync<T>(UnitCode unit, Func<Task<T>> write, CancellationToken ct)
    {
        var turn = turns[(uint)string.GetHashCode(unit.ToString(), StringComparison.Ordinal) % turns.Length];
        await turn.WaitAsync(ct);
        try
        {
            return await write();
        }
        finally
        {
            turn.Release();
        }
    }

    private bool IsUsed(UnitTrace trace, ulong number) => pages.ReadPage(PageKeys.Trace(trace.Of(number).Span)) is not null;

    private uint EpochOf(UnitCode unit)
        => pages.ReadPage(PageKeys.Title(unit.ToString())) is { } title ? TitlePage.Parser.ParseFrom(title.Body).Epoch
            : pages.ReadPage(PageKeys.Deal(unit.ToString())) is { } deal ? DealPage.Parser.ParseFrom(deal.Body).Epoch
            : keyring.Current.Epoch;

    private TitlePage? Title(UnitCode unit)
        => pages.ReadPage(PageKeys.Title(unit.ToString())) is { } page && TitlePage.Parser.ParseFrom(page.Body) is { Status: TitleStatus.Registered } title
            ? title
            : null;

    private static string BasisOf(TitlePage title) => title.Basis.Length > 0 ? title.Basis : title.ContractNumber;
}
