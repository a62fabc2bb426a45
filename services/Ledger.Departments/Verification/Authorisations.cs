using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Owners' authorisations, each bound to the unit, the purpose and the paper of its first use: a bank's word alone does not
/// stretch one over other units. Kept with the uses, as hashes; nothing of the owner is in them.
/// </summary>
internal sealed class Authorisations(IRecordStore store, TimeProvider time) : IDisposable
{
    private const string Method = "authorisation";
    private const int Batch = 1000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private Dictionary<string, string>? bound;

    /// <summary>Binds an authorisation at its first use. Durable.</summary>
    /// <returns>False when it was used before for another unit or purpose, or as another paper.</returns>
    public async Task<bool> TryBindAsync(Caller caller, OwnerAuthorisation authorisation, string unit, CheckPurpose purpose, CancellationToken ct)
    {
        var name = Hash($"{caller.Member.Organisation}\n{authorisation.Number}");
        var bound = Hash($"{unit}\n{purpose}\n{authorisation.ValidTo}\n{Convert.ToHexStringLower(authorisation.DocumentSha256.Span)}");
        await turn.WaitAsync(ct);
        try
        {
            this.bound ??= Load();
            if (this.bound.TryGetValue(name, out var first))
                return first == bound;

            await store.AddUseAsync(
                new UseRow
                {
                    TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
                    Organisation = caller.Member.Organisation,
                    Operator = ByteString.CopyFrom(caller.Fingerprint),
                    Method = Method,
                    Query = $"{name} {bound}",
                },
                ct);
            this.bound.Add(name, bound);
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private Dictionary<string, string> Load()
    {
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var batch = store.ListUses(0, Batch); batch.Count > 0; batch = store.ListUses(batch[^1].Number, Batch))
        {
            foreach (var parts in batch.Where(use => use.Row.Method == Method).Select(use => use.Row.Query.Split(' ')))
                bound.TryAdd(parts[0], parts[1]);
        }

        return bound;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
