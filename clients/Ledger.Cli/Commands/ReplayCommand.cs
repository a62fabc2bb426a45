using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Ledger.Chain;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Log;
using Spectre.Console;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger replay</c>: reads every entry up to a verified checkpoint, executes all rules again from genesis, and compares
/// log root and state root with what the departments signed.
/// </summary>
internal static class ReplayCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("replay",
            new Wording("自创世起重放全链并与签名的根比对（审计）", "replay the whole chain from genesis and compare it with the signed root (auditor)").In(set.Language));
        var department = new Option<string?>(
            "--department")
        { Description = new Wording("从哪个部门读取条目", "department to read the entries from").In(set.Language), HelpName = "NAME" };
        var genesis = new Option<string?>("--genesis")
        {
            Description = new Wording(
            "创世条目的 SHA-256；缺省用配置中的", "SHA-256 of the genesis entry; the profile's when absent").In(set.Language),
            HelpName = "HEX"
        };
        var work = new Option<string?>("--work")
        {
            Description = new Wording("保存中间状态的目录：内存占用有界，中断后以同一命令从此继续",
                "folder that keeps the state: memory stays bounded, and after a stop the same command goes on from there").In(set.Language),
            HelpName = "FOLDER"
        };
        command.Add(department);
        command.Add(genesis);
        command.Add(work);
        const string Example = "ledger replay --profile .local/net/profiles/auditor --work .local/replay";
        set.SetAction(command, Example, (context, ct) => context.WithClientAsync(async (client, _) =>
        {
            var asked = context.Line.GetValue(department);
            var start = Genesis(context.Line.GetValue(genesis) ?? client.Profile.Genesis);
            var checkpoint = (await client.Reader.GetCheckpointAsync(refresh: false, asked, ct)).Checkpoint!;
            using var state = ReplayState.Open(context.Line.GetValue(work), start, new LedgerContract(), checkpoint.Size);
            var begun = context.Clock.GetTimestamp();
            try
            {
                var result = await RunAsync(context, client, asked, state, checkpoint, ct);
                return context.Write(Compare(checkpoint, result, state, context.Clock.GetElapsedTime(begun)));
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested && state.Folder is not null)
            {
                context.Error.WriteLine(state.Stopped.In(context.Language));
                throw;
            }
            catch (Exception e) when (e is ReplayException or GenesisException)
            {
                return context.Write(new CommandResult(
                    ExitCode.Diverged,
                    new JsonObject
                    {
                        ["outcome"] = "diverged",
                        ["message"] = e.Message,
                        ["entry"] = (e as ReplayException)?.Index,
                        ["block"] = (e as ReplayException)?.Block
                    },
                    language => new PropertyTable(language).Row(new("重放失败", "REPLAY FAILS"), e.Message)));
            }
        }));
        return command;
    }

    private static async Task<ReplayResult> RunAsync(
        CommandContext context, LedgerClient client, string? department, ReplayState state, Checkpoint checkpoint, CancellationToken ct)
    {
        IAsyncEnumerable<ReadOnlyMemory<byte>> Entries(ulong from) => EntriesAsync(client, department, from, checkpoint.Size, ct);
        if (context.Json)
            return await state.RunAsync(Entries, progress: null, ct);

        // The bar goes to the error stream, so that the result can be redirected.
        return await context.Console(context.Error).Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async bar =>
            {
                var task = bar.AddTask(new Wording("重放", "replay").In(context.Language), maxValue: checkpoint.Size);
                task.Value = state.From;
                return await state.RunAsync(Entries, new ReplayBar(task), ct);
            });
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> EntriesAsync(
        LedgerClient client, string? department, ulong from, ulong size, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var entry in client.Reader.ReadEntriesAsync(from, size - from, department, ct))
            yield return entry.Entry.Memory;
    }

    private static CommandResult Compare(Checkpoint checkpoint, ReplayResult result, ReplayState state, TimeSpan elapsed)
    {
        var same = result.Head.Size == checkpoint.Size && result.Head.Root.AsSpan().SequenceEqual(checkpoint.Root.Span);
        // What an earlier run executed was not timed.
        var now = result.Events - state.FromEvents;
        var rate = now > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({now / Math.Max(elapsed.TotalSeconds, 0.001):F0}/s)") : "";
        var json = new JsonObject
        {
            ["outcome"] = same ? "same" : "diverged",
            ["blocks"] = result.Head.Number + 1,
            ["entries"] = result.Head.Size,
            ["events"] = result.Events,
            ["from_entry"] = state.From,
            ["events_now"] = now,
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["root"] = Convert.ToHexStringLower(result.Head.Root),
            ["signed_root"] = Convert.ToHexStringLower(checkpoint.Root.Span),
            ["signed_size"] = checkpoint.Size,
            ["state_root"] = Convert.ToHexStringLower(result.Head.StateRoot),
        };
        return new CommandResult(same ? ExitCode.Ok : ExitCode.Diverged, json, language => new PropertyTable(language)
            .Row(new("结果", "outcome"), (same
                ? new Wording("与各部门签名一致", "reaches what the departments signed")
                : new Wording("与各部门签名不一致", "DOES NOT REACH what the departments signed")).In(language))
            .Row(new("区块", "blocks"), (result.Head.Number + 1).ToString(CultureInfo.InvariantCulture))
            .Row(new("事件", "events"), string.Create(CultureInfo.InvariantCulture, $"{result.Events}{rate}"))
            .Row(new("本次起自条目", "executed now from entry"), state.From.ToString(CultureInfo.InvariantCulture))
            .Row(new("日志根", "log root"), Convert.ToHexStringLower(result.Head.Root))
            .Row(new("签名的根", "signed root"), Convert.ToHexStringLower(checkpoint.Root.Span))
            .Row(new("状态根", "state root"), Convert.ToHexStringLower(result.Head.StateRoot)));
    }

    /// <summary>SHA-256 of genesis from its hex.</summary>
    public static byte[] Genesis(string? hex)
    {
        try
        {
            if (hex is not null && Convert.FromHexString(hex) is { Length: 32 } hash)
                return hash;
        }
        catch (FormatException)
        {
            // Refused below like any other text.
        }

        throw new FileFault("genesis", "缺少创世条目的 SHA-256；请用 --genesis 或配置", "the SHA-256 of genesis is missing or malformed; use --genesis or the profile");
    }
}
