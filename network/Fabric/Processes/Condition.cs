namespace Ledger.Network;

/// <summary>Waits until something holds.</summary>
internal static class Condition
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Asks again and again.</summary>
    /// <param name="what">What is waited for, in English and Chinese.</param>
    /// <param name="ask">Says what is lacking; null when nothing is. Throws when it will never hold.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LocalNetworkException">It does not hold after three minutes.</exception>
    public static async Task WaitAsync((string English, string Chinese) what, Func<CancellationToken, Task<string?>> ask, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        string? lacking = null;
        try
        {
            while ((lacking = await ask(patience.Token)) is not null)
                await Task.Delay(Pause, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && patience.IsCancellationRequested)
        {
            throw new LocalNetworkException($"{what.English} after {Patience.TotalMinutes:0} minutes: {lacking ?? "no answer"}.",
                $"{what.Chinese}：{lacking ?? "无应答"}。");
        }
    }
}
