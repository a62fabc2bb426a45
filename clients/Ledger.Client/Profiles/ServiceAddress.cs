namespace Ledger.Client;

/// <summary>Where a department's services answer, and which organisation's root its certificate must stand on.</summary>
public sealed record ServiceAddress
{
    /// <summary>Base address, <c>https://host:port</c>; the certificate must name the host.</summary>
    public required Uri Address { get; init; }

    /// <summary>Organisation whose root (<see cref="ClientProfile.Roots"/>) issued the server's certificate, e.g. <c>registration</c>.</summary>
    public required string Organisation { get; init; }
}
