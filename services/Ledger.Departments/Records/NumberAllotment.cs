namespace Ledger.Departments;

/// <summary>Allots record numbers, each once for ever: a block of them is made durable at a time, and what is left of it at a stop is a gap.</summary>
/// <param name="bound">Largest number that may have been allotted.</param>
/// <param name="keep">Makes a new bound durable.</param>
internal sealed class NumberAllotment(long bound, Func<long, CancellationToken, Task> keep) : IDisposable
{
    private const long BlockSize = 4096;

    private readonly SemaphoreSlim allotting = new(1, 1);
    private readonly Lock numbers = new();
    private long next = bound + 1;
    private long bound = bound;

    /// <summary>Largest number that may have been allotted.</summary>
    public long Bound
    {
        get
        {
            lock (numbers)
            {
                return bound;
            }
        }
    }

    /// <summary>The next number.</summary>
    public async ValueTask<long> TakeAsync(CancellationToken ct)
    {
        while (true)
        {
            lock (numbers)
            {
                if (next <= bound)
                    return next++;
            }

            await allotting.WaitAsync(ct);
            try
            {
                long wanted;
                lock (numbers)
                {
                    if (next <= bound)
                        continue;

                    wanted = next - 1 + BlockSize;
                }

                await keep(wanted, ct);
                lock (numbers)
                {
                    bound = Math.Max(bound, wanted);
                }
            }
            finally
            {
                allotting.Release();
            }
        }
    }

    /// <summary>Makes sure that no number up to this one is allotted any more.</summary>
    public async Task SkipAsync(long number, CancellationToken ct)
    {
        await allotting.WaitAsync(ct);
        try
        {
            lock (numbers)
            {
                if (number < next)
                    return;
            }

            await keep(Math.Max(number, Bound), ct);
            lock (numbers)
            {
                bound = Math.Max(bound, number);
                next = Math.Max(next, number + 1);
            }
        }
        finally
        {
            allotting.Release();
        }
    }

    public void Dispose() => allotting.Dispose();
}
