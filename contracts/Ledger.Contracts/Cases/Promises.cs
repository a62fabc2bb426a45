using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Working days within which a registry promises to record (events.md 8), of a case those of its longest registration, and the law's
/// limit: by the table of limits in force, and by the city's file where that leaves it to the city.
/// </summary>
internal static class Promises
{
    private const int AtOnce = 0;

    /// <summary>The law's limit (不动产登记暂行条例 20), of a flow that the table does not limit otherwise.</summary>
    private const int LegalDays = 30;

    /// <summary>The promise for a case.</summary>
    /// <param name="page">What it is accepted for.</param>
    /// <param name="basis">What its transfers rest on; null for nothing.</param>
    /// <param name="city">The city in force.</param>
    /// <param name="table">The table of limits in force.</param>
    public static int Of(CasePage page, Basis? basis, City city, TableSet table)
    {
        var day = Facts.Day.At(page.AcceptanceMs).Number;
        return page.Flows.Select(flow => Of(flow.Flow, page.AllAtOnce, basis, city, RowOf(table, flow.Flow, day)))
            .Concat(page.Projects.Select(_ => city.ProjectPromiseDays)).DefaultIfEmpty().Max();
    }

    /// <summary>The longest that any of these flows may take.</summary>
    public static int LimitOf(TableSet table, IEnumerable<FlowCode> flows, Facts.Day accepted)
        => flows.Select(flow => (int?)RowOf(table, flow, accepted.Number)?.Limit ?? LegalDays).DefaultIfEmpty(LegalDays).Max();

    /// <summary>Whether a registration is entered at once, around the clock.</summary>
    public static bool IsAtOnce(FlowCode flow)
        => FlowGroups.IsOfAuthority(flow) || FlowGroups.IsObjection(flow);

    private static LimitRow? RowOf(TableSet table, FlowCode flow, uint day)
        => table.Limits.FirstOrDefault(row => row.Flow == flow && row.From <= day && (row.Until == 0 || day < row.Until));

    private static int Of(FlowCode flow, bool allAtOnce, Basis? basis, City city, LimitRow? row) => flow switch
    {
        _ when IsAtOnce(flow) => AtOnce,
        _ when allAtOnce && FlowGroups.IsSale(flow) => city.OneWindowPromiseDays,
        FlowCode.F214 when basis?.Instrument.Body is not { Notarised: false } => city.TransferPromiseDays,
        _ when row is { Promise: > 0 } => (int)row.Promise,
        _ when FlowGroups.IsMortgageNotice(flow) || FlowGroups.IsMortgage(flow) => city.MortgagePromiseDays,
        _ => city.TransferPromiseDays,
    };
}
