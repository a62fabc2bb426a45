using System.Text;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// Counts the queries on a unit by their pages, up to the first that is proved absent, and has every department tell of those that it
/// answered: what nobody tells of is seen.
/// </summary>
internal sealed class TraceReader(LedgerCalls calls, LedgerReader pages, Func<string, Task<ListTracesReply>> ask)
{
    private const int Attempts = 10;

    /// <summary>Reads all.</summary>
    /// <exception cref="UntrustedReplyException">Departments name different secrets, or a receipt is not what its page says.</exception>
    public async Task<TraceReport> ReadAsync(CancellationToken ct)
    {
        var secrets = (await ask(calls.Home)).Secrets;
        var (numbered, checkpoint) = await CountAsync(secrets, ct);
        var told = new Dictionary<ByteString, OwnersTrace>();
        List<string> unreached = [];

        // A department that lags tells of its last answer a moment later than the pages show it.
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            unreached.Clear();
            foreach (var department in calls.Departments)
            {
                try
                {
                    await AddAsync(told, await ask(department), secrets, department, ct);
                }
                catch (LedgerException e) when (e is UnreachableException or UnavailableException)
                {
                    unreached.Add(department);
                }
            }

            if (numbered.All(page => told.ContainsKey(page.Trace)) || attempt == Attempts)
                break;
            await calls.Caller.PauseAsync(attempt, ct);
        }

        var traces = numbered.Select((page, i) => Join((ulong)i + 1, page, told.GetValueOrDefault(page.Trace)));
        return new([.. traces], checkpoint, unreached);
    }

    private async Task<(List<(ByteString Trace, TracePage Page)> Pages, Checkpoint Checkpoint)> CountAsync(
        IEnumerable<TraceSecret> secrets, CancellationToken ct)
    {
        var found = new List<(ByteString, TracePage)>();
        Checkpoint? last = null;
        foreach (var secret in secrets)
        {
            var trace = new UnitTrace(secret.Epoch, secret.Secret.ToByteArray());
            for (ulong number = 1; ; number++)
            {
                var key = trace.Of(number);
                var page = await pages.GetPageAsync(PageKeys.Trace(key.Span), cancellationToken: ct);
                last = page.Checkpoint;
                if (page.Page is not { } stands)
                    break;
                found.Add((key, TracePage.Parser.ParseFrom(stands.Body)));
            }
        }

        return (found, last ?? throw Untrusted("trace.secret", "the department named no secret of the unit", "部门未给出该单元的留痕密钥"));
    }

    private async Task AddAsync(
        Dictionary<ByteString, OwnersTrace> told, ListTracesReply reply, IEnumerable<TraceSecret> secrets, string department, CancellationToken ct)
    {
        if (!reply.Secrets.SequenceEqual(secrets))
        {
            throw Untrusted(
                "trace.secrets", $"{department} names another secret of the unit than {calls.Home}: one of them hides queries",
                $"{department}与{calls.Home}给出的留痕密钥不同：其中之一隐瞒了查询");
        }

        foreach (var view in reply.Traces)
        {
            var receipt = await calls.VerifyAsync(department, view.Receipt, offered: null, ct);
            if (view.Event >= (uint)receipt.Payload.Events.Count || receipt.Payload.Events[(int)view.Event] is not { } stated
                || stated.Type != QueryTraced.Descriptor.FullName)
            {
                throw Untrusted("trace.event", $"a receipt of {department} is of no query", $"{department}的一份回执不是查询留痕");
            }

            var traced = QueryTraced.Parser.ParseFrom(stated.Body);
            Keep(told, new(0, traced, receipt.Signer, FieldsOf(view, traced, department)));
        }
    }

    /// <summary>Keeps what a department tells of a query. Any can repeat another's receipt: what was shown of it stays shown.</summary>
    internal static void Keep(Dictionary<ByteString, OwnersTrace> told, OwnersTrace one)
    {
        var key = one.Event!.Trace;
        if (!told.TryGetValue(key, out var known) || known.Fields.Count < one.Fields.Count)
            told[key] = one;
    }

    private static Dictionary<string, string> FieldsOf(TraceView view, QueryTraced traced, string department)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var shown in view.Fields)
        {
            var field = shown.Field ?? new SaltedField();
            if (field.Salt.Length != Log.DocumentField.SaltSize || field.Name.Length == 0
                || DocumentTree.Verify(
                    new Log.DocumentField(field.Name, Encoding.UTF8.GetBytes(field.Value), field.Salt.Memory), shown.Index, traced.Act.Document.Fields,
                    traced.Act.Document.Root.Span, LedgerCalls.Hashes(shown.Path)) != MerkleResult.Valid)
            {
                throw Untrusted(
                    "trace.field", $"{department} does not show '{field.Name}' to be in the document of the query", $"{department}未能证明“{field.Name}”在留痕文件中");
            }

            fields[field.Name] = field.Value;
        }

        return fields;
    }

    private static OwnersTrace Join(ulong number, (ByteString Trace, TracePage Page) page, OwnersTrace? told)
    {
        if (told?.Event is not { } traced)
            return new(number, null, "", new Dictionary<string, string>(StringComparer.Ordinal));
        if (page.Page.Head != TraceChain.Next(TraceChain.Start, traced.QueryId, traced.Answer))
            throw Untrusted("trace.head", $"query {number} is another one than its page says", $"第{number}次查询与其页不符");
        return told with { Number = number };
    }

    private static UntrustedReplyException Untrusted(string code, string english, string chinese) => new(new LogFault(code, english, chinese));
}
