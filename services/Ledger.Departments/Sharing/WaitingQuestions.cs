using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Questions that an officer decides about. Each is kept with the checks; its decision is a record that names it, whether it grants or
/// refuses.
/// </summary>
internal sealed class WaitingQuestions(IRecordStore store, TimeProvider time) : IDisposable
{
    /// <summary>Kind of such a row among the checks.</summary>
    public const string Kind = "question";

    private const int Batch = 1000;

    private readonly SemaphoreSlim turn = new(1, 1);
    private Dictionary<ByteString, long>? known;

    /// <summary>What a decision's record names.</summary>
    public static string SubjectOf(long number) => $"{Kind}/{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Keeps a question, or finds it again.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> KeepAsync(SignedRequest signed, AskedQuestion question, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            known ??= Load();
            if (known.TryGetValue(ByteString.CopyFrom(signed.IdHash), out var number))
                return number;

            store.RememberOperator(signed.Caller.Fingerprint, signed.Caller.Certificate);
            number = await store.AddCheckAsync(
                new CheckRow
                {
                    TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
                    Kind = Kind,
                    Organisation = signed.Caller.Member.Organisation,
                    Operator = ByteString.CopyFrom(signed.Caller.Fingerprint),
                    Method = signed.Method,
                    Request = ByteString.CopyFrom(signed.Bytes),
                    RequestHash = ByteString.CopyFrom(signed.TextHash),
                    Signature = ByteString.CopyFrom(signed.Signature),
                    UnitCode = question.Unit.ToString(),
                    Basis = question.BasisText,
                },
                ct);
            known.Add(ByteString.CopyFrom(signed.IdHash), number);
            return number;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The question first asked under a request's id; null for none.</summary>
    /// <param name="idHash">SHA-256 of the request's id.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<StoredCheck?> FindAsync(byte[] idHash, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            known ??= Load();
            return known.TryGetValue(ByteString.CopyFrom(idHash), out var number) ? Find(number) : null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A question by its number; null for none.</summary>
    public StoredCheck? Find(long number)
        => number > 0 && store.ListChecks(number - 1, "", 1) is [{ Row.Kind: Kind } check] && check.Number == number ? check : null;

    /// <summary>Questions that nobody has decided about.</summary>
    /// <param name="most">At most so many.</param>
    public IEnumerable<StoredCheck> Open(int most) => All().Where(check => Decision(check.Number) is null).Take(most);

    /// <summary>The record of a question's decision; null while there is none.</summary>
    public StoredRecord? Decision(long number)
        => store.List(0, SubjectOf(number), Batch).FirstOrDefault(static record => record.State is not (RecordState.Refused or RecordState.Lapsed));

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private IEnumerable<StoredCheck> All()
    {
        for (var batch = store.ListChecks(0, "", Batch); batch.Count > 0; batch = store.ListChecks(batch[^1].Number, "", Batch))
        {
            foreach (var check in batch.Where(static check => check.Row.Kind == Kind))
                yield return check;
        }
    }

    private Dictionary<ByteString, long> Load() => All().ToDictionary(
        static check => ByteString.CopyFrom(SHA256.HashData(AskRequest.Parser.ParseFrom(check.Row.Request).Context.Id.Span)), static check => check.Number);
}
