using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Chain;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Log;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger compare</c>: two ledgers of one genesis, each read live or from a file, whatever ordered them: are the envelopes the
/// same, in the same order, and do they come to one state root? Everything is executed here; no operator is believed.
/// </summary>
internal static class CompareCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command(
            "compare", new Wording("比较同一创世的两个账本：信封、次序、状态根（不论由谁排序）", "compare two ledgers of one genesis, whatever ordered them: envelopes, order, state root")
                .In(set.Language));
        var first = new Argument<string>(
            "first")
        { Description = new Wording("配置目录，或 ledger export 写出的文件", "a profile folder, or a file that `ledger export` wrote").In(set.Language) };
        var second = new Argument<string?>("second")
        {
            Description = new Wording("另一账本；缺省时将第一个逐信封重新执行后与其自身比较",
                "the other ledger; without it the first is executed anew, one envelope to a block, and compared with itself").In(set.Language),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var genesis = new Option<string?>("--genesis")
        {
            Description = new Wording(
            "创世条目的 SHA-256；缺省用配置中的", "SHA-256 of the genesis entry; the profile's when absent").In(set.Language),
            HelpName = "HEX"
        };
        command.Add(first);
        command.Add(second);
        command.Add(genesis);
        set.SetAction(command, "ledger compare chain.entries .local/net/profiles/auditor", async (context, ct) =>
        {
            string[] named = context.Line.GetValue(second) is { } other ? [context.Line.GetValue(first)!, other] : [context.Line.GetValue(first)!];
            // A file is judged by the policy and genesis of a profile: that of the other ledger, whose genesis is the same, or the user's own.
            var profile = named.Where(Directory.Exists).Select(ClientProfile.Load).FirstOrDefault() ?? context.LoadProfile();
            var policy = Policy.Parse(Files.ReadText(profile.PathOf(profile.Policy), TextEncoding.Default, SignedNote.MaxBytes));
            var start = ReplayCommand.Genesis(context.Line.GetValue(genesis) ?? profile.Genesis);
            using var clients = new OpenClients(context.Clock);
            var sources = new List<LedgerSource>();
            foreach (var name in named)
            {
                sources.Add(Directory.Exists(name)
                    ? await LedgerSource.OpenAsync(clients.Open(ClientProfile.Load(name)), name, department: null, ct)
                    : LedgerSource.OpenFile(name, policy));
            }

            try
            {
                var result = await LedgerComparison.RunAsync(
                    sources[0].EntriesAsync(ct), sources.Count > 1 ? sources[1].EntriesAsync(ct) : null, start, new LedgerContract(), ct);
                return context.Write(Show(sources, result));
            }
            catch (Exception e) when (e is ReplayException or GenesisException)
            {
                return context.Write(new CommandResult(
                    ExitCode.Diverged,
                    new JsonObject { ["outcome"] = "diverged", ["message"] = e.Message },
                    language => new PropertyTable(language).Row(new("比较失败", "COMPARISON FAILS"), e.Message)));
            }
        });
        return command;
    }

    private static CommandResult Show(List<LedgerSource> sources, LedgerComparisonResult result)
    {
        var other = sources[^1];
        var signed = IsSigned(sources[0], result.First) && IsSigned(other, result.Second);
        var same = signed && result.SameState && result.SameEnvelopes;
        var json = new JsonObject
        {
            ["outcome"] = same ? "same" : "different",
            ["common"] = result.Common,
            ["only_first"] = new JsonArray([.. result.OnlyFirst.Select(hash => JsonValue.Create(hash))]),
            ["only_second"] = new JsonArray([.. result.OnlySecond.Select(hash => JsonValue.Create(hash))]),
            ["same_order"] = result.OrderParts is null,
            ["same_state"] = result.SameState,
            ["signed"] = signed,
            ["state_root_first_order"] = Convert.ToHexStringLower(result.FirstRoot),
            ["state_root_second_order"] = Convert.ToHexStringLower(result.SecondRoot),
            ["refusal"] = result.Refusal,
            ["differing_page"] = result.DifferingPage,
        };
        return new CommandResult(same ? ExitCode.Ok : ExitCode.Diverged, json, language =>
        {
            var table = new PropertyTable(language)
                .Row(new("结果", "outcome"), (same
                    ? new Wording("信封相同，状态根相同，均与各部门签名一致", "the same envelopes, the same state root, both as the departments signed")
                    : new Wording("不一致", "THEY DIFFER")).In(language))
                .Row(new("共有信封", "envelopes in both"), Text(result.Common))
                .Row(new("区块数", "blocks"), $"{Text(result.First.Head.Number + 1)} / {Text(result.Second.Head.Number + 1)}")
                .Row(new("次序", "order"), result.OrderParts is { } parts
                    ? $"{new Wording("自此不同", "parts at").In(language)} {parts.First} / {parts.Second}"
                    : new Wording("相同", "the same").In(language))
                .Row(new("状态根（第一账本次序）", "state root, order of the first"), Convert.ToHexStringLower(result.FirstRoot))
                .Row(new("状态根（第二账本次序）", "state root, order of the second"), Convert.ToHexStringLower(result.SecondRoot))
                .Row(new("签名的状态根", "state roots as signed"),
                    $"{Convert.ToHexStringLower(result.First.Head.StateRoot)} / {Convert.ToHexStringLower(result.Second.Head.StateRoot)}");
            Only(new("仅第一账本有", "only in the first"), result.OnlyFirst);
            Only(new("仅第二账本有", "only in the second"), result.OnlySecond);
            if (!signed)
                table.Row(new("签名", "signatures"), new Wording("重放结果与检查点的根不符", "a replay does not reach the root of its checkpoint").In(language));
            if (result.Refusal is { } refusal)
                table.Row(new("拒绝的信封", "envelope refused"), refusal);
            if (result.DifferingPage is { } page)
                table.Row(new("首个不同页面", "first page that differs"), page);
            return table;

            void Only(Wording what, IReadOnlyList<string> hashes)
            {
                if (hashes.Count > 0)
                    table.Row(what, $"{Text(hashes.Count)}: {hashes[0]} …");
            }
        });
    }

    private static bool IsSigned(LedgerSource source, ReplayResult result) =>
        result.Head.Size == source.Checkpoint.Size && result.Head.Root.AsSpan().SequenceEqual(source.Checkpoint.Root.Span);

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>Clients of the profiles named on the line, each with its own book.</summary>
    private sealed class OpenClients(TimeProvider clock) : IDisposable
    {
        private readonly List<IDisposable> open = [];

        public LedgerClient Open(ClientProfile profile)
        {
            var book = EvidenceBook.Open(profile.BookPath);
            open.Add(book);
            var client = LedgerClient.Connect(profile, new LedgerClientOptions { Book = book, Clock = clock });
            open.Insert(0, client);
            return client;
        }

        public void Dispose() => open.ForEach(static closing => closing.Dispose());
    }
}
