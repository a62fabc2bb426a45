using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>Alarms for people and programs: whose key, which block, both roots, what the notes prove, and what to do.</summary>
internal static class AlarmView
{
    /// <summary>What to do with an alarm.</summary>
    public static Wording Advice { get; } = new(
        "请将两份签名（--json 输出）交给所有成员核对：密钥持有人须说明，必要时经治理更换密钥；该警报永久保留",
        "show both notes (--json prints them) to every member: the key's holder must account for them, and the key may have to be replaced by governance; the alarm stands for ever");

    /// <summary>An alarm that the node asked reports.</summary>
    public static JsonObject Json(ReportedAlarm alarm) => new()
    {
        ["organisation"] = alarm.Message.Organisation,
        ["key"] = alarm.Message.Key,
        ["block"] = alarm.Message.Block,
        ["size"] = alarm.Message.Size,
        ["first_root"] = Root(alarm.First),
        ["second_root"] = Root(alarm.Second),
        ["proof"] = alarm.Proof switch { AlarmProof.Proven => "proven", AlarmProof.Signed => "signed", _ => "not-believed" },
        ["fault_zh"] = alarm.Fault?.Chinese,
        ["fault_en"] = alarm.Fault?.English,
        ["seen"] = Instant(DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(alarm.Message.SeenMs, 253_402_300_799_999))),
        ["first_note"] = alarm.Message.FirstNote,
        ["second_note"] = alarm.Message.SecondNote,
    };

    /// <summary>An alarm of the own book.</summary>
    public static JsonObject Json(CheckpointAlarm alarm) => new()
    {
        ["code"] = alarm.Code,
        ["seen"] = Instant(alarm.Time),
        ["first_note"] = alarm.Seen,
        ["second_note"] = alarm.Shown,
    };

    /// <summary>Rows of an alarm that the node asked reports.</summary>
    public static PropertyTable Rows(PropertyTable table, ReportedAlarm alarm, Language language)
    {
        var message = alarm.Message;
        var (block, size) = (message.Block.ToString(CultureInfo.InvariantCulture), message.Size.ToString(CultureInfo.InvariantCulture));
        if (alarm.Fault is { } fault)
        {
            return table.Row(new("不予采信的警报", "alarm not believed"), new Wording(
                $"称 {message.Organisation} 对区块 {block} 另签了一个根：{fault.Chinese}", $"of {message.Organisation} at block {block}: {fault.English}").In(language));
        }

        return table
            .Row(new("！！警报", "!! ALARM"), (alarm.Proof == AlarmProof.Proven
                ? new Wording($"{message.Organisation} 的密钥在区块 {block}（{size} 条）签署了两个根，两份签名即为证明",
                    $"the key of {message.Organisation} signed two roots at block {block}, size {size}: the notes prove it")
                : new Wording($"{message.Organisation} 的密钥在区块 {block}（{size} 条）签署了与该节点账本不同的根",
                    $"the key of {message.Organisation} signed another root at block {block}, size {size}, than the node's ledger has")).In(language))
            .Row(new("  密钥", "  key"), message.Key)
            .Row(new("  根一", "  first root"), $"{Root(alarm.First)} ({alarm.First!.Size.ToString(CultureInfo.InvariantCulture)})")
            .Row(new("  根二", "  second root"), $"{Root(alarm.Second)} ({size})");
    }

    private static string? Root(Checkpoint? checkpoint) => checkpoint is null ? null : Convert.ToHexStringLower(checkpoint.Root.Span);

    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
