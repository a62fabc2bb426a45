namespace Ledger.Contracts;

/// <summary>What city files change in profile 2.</summary>
internal static class CitiesTwo
{
    /// <summary>The flows, where certificates are issued or taken over with the place of the city (F-03).</summary>
    public static FlowTable Apply(FlowTable flows)
        => flows.All
            .Where(flow => flow.SeverityOf(CertificateYear.F03) is not null)
            .Aggregate(flows, (table, flow) => table.Change(flow.Name, known => known.With(CertificatePlace.F03)));
}
