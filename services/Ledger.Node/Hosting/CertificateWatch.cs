using Ledger.Log;

namespace Ledger.Node;

/// <summary>
/// Watches how long this node's certificates are valid: told in the log some days before the end, at the end, and at a start with
/// one that is not valid; each once.
/// </summary>
/// <param name="certificates">What is watched.</param>
/// <param name="warningDays">Days before the end at which it is told.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Where it is told.</param>
internal sealed partial class CertificateWatch(
    IReadOnlyList<WatchedCertificate> certificates, IReadOnlyList<int> warningDays, TimeProvider clock, ILogger logger)
{
    private const int NotNear = int.MaxValue;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<WatchedCertificate, int> told = [];

    /// <summary>The first certificate that is not valid now; null when all are.</summary>
    public OutageReason? Fault
    {
        get
        {
            var now = clock.GetUtcNow();
            return certificates.Select(certificate => certificate.FaultAt(now)).FirstOrDefault(static fault => fault is not null);
        }
    }

    /// <summary>Certificates that are of use still and whose end is within the days of warning, for the status.</summary>
    public IReadOnlyList<OutageReason> Ending
    {
        get
        {
            var now = clock.GetUtcNow();
            return [.. certificates.Where(certificate => certificate.FaultAt(now) is null
                    && warningDays.Any(days => certificate.NotAfter - now <= TimeSpan.FromDays(days)))
                .Select(certificate => certificate.EndsSoon(now))];
        }
    }

    /// <summary>Looks again and again.</summary>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, ct);
            Tell();
        }
    }

    /// <summary>Tells what has not been told yet.</summary>
    public void Tell()
    {
        var now = clock.GetUtcNow();
        foreach (var certificate in certificates)
        {
            var fault = certificate.FaultAt(now);
            // The stage it has reached: the fewest days of warning that its end is within; below them all when it is of no use.
            var stage = fault is not null ? -1 : warningDays.Where(days => certificate.NotAfter - now <= TimeSpan.FromDays(days)).DefaultIfEmpty(NotNear).Min();
            if (told.TryGetValue(certificate, out var last) && last == stage)
                continue;
            told[certificate] = stage;
            if (fault is not null)
                LogNotValid(logger, fault.English);
            else if (stage != NotNear)
                LogEndsSoon(logger, certificate.EndsSoon(now).English);
        }
    }

    [LoggerMessage(15, LogLevel.Error, "A certificate is of no use: {What}")]
    private static partial void LogNotValid(ILogger logger, string what);

    [LoggerMessage(16, LogLevel.Warning, "A certificate ends soon: {What}")]
    private static partial void LogEndsSoon(ILogger logger, string what);
}
