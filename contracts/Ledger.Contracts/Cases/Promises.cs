using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Working days within which a registry promises to record (events.md 8): of a case those of its longest registration.</summary>
internal static class Promises
{
    private const int AtOnce = 0;
    private const int OneDay = 1;
    private const int FirstRegistration = 5;
    private const int Project = 10;
    private const int Inheritance = 20;
    private const int Correction = 5;

    /// <summary>The promise for a case.</summary>
    /// <param name="page">What it is accepted for.</param>
    /// <param name="basis">What its transfers rest on; null for nothing.</param>
    /// <param name="city">The city in force.</param>
    public static int Of(CasePage page, Basis? basis, City city)
        => page.Flows.Select(flow => Of(flow.Flow, page.AllAtOnce, basis, city)).Concat(page.Projects.Select(static _ => Project)).DefaultIfEmpty().Max();

    /// <summary>Whether a registration is entered at once, around the clock.</summary>
    public static bool IsAtOnce(FlowCode flow)
        => flow is >= FlowCode.F800 and <= FlowCode.F803 or FlowCode.F600 or FlowCode.F601 or FlowCode.F920;

    private static int Of(FlowCode flow, bool allAtOnce, Basis? basis, City city) => flow switch
    {
        _ when IsAtOnce(flow) => AtOnce,
        FlowCode.F101 or FlowCode.F102 or FlowCode.F103 => FirstRegistration,
        FlowCode.F214 when basis?.Instrument.Body is { Notarised: false } => Inheritance,
        FlowCode.F210 or FlowCode.F211 or FlowCode.F212 when allAtOnce => OneDay,
        FlowCode.F510 or FlowCode.F511 => Correction,
        FlowCode.M4 or FlowCode.M6 or FlowCode.M9 or FlowCode.F704 or FlowCode.F903 or FlowCode.F910 => OneDay,
        FlowCode.F702 or FlowCode.F703 or (>= FlowCode.M1 and <= FlowCode.M9) => city.MortgagePromiseDays,
        _ => city.TransferPromiseDays,
    };
}
