using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>An alarm as a node reports it, and what its notes prove.</summary>
/// <param name="Message">The alarm with both notes, as received.</param>
/// <param name="Proof">What the notes prove under the policy.</param>
/// <param name="First">Checkpoint that is contradicted; null when it cannot be read.</param>
/// <param name="Second">Checkpoint that the key signed besides; null when it cannot be read.</param>
/// <param name="Fault">Why it is not believed; null when it is.</param>
public sealed record ReportedAlarm(RootAlarmMessage Message, AlarmProof Proof, Checkpoint? First, Checkpoint? Second, LogFault? Fault)
{
    /// <summary>Whether the key's signature was verified: an alarm that has to be shown to every member.</summary>
    public bool IsBelieved => Proof != AlarmProof.Unproven;

    /// <summary>Verifies what a node reports.</summary>
    /// <param name="message">The alarm.</param>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="policy">Whom the reader trusts.</param>
    public static ReportedAlarm Judge(RootAlarmMessage message, string origin, Policy policy)
    {
        var key = policy.Witnesses.Select(witness => witness.Key).Concat(policy.Logs).FirstOrDefault(known => known.ToString() == message.Key);
        var first = Read(message.FirstNote, out var firstNote);
        var second = Read(message.SecondNote, out var secondNote);
        if (key is null)
            return Unproven("alarm.unknown-key", "the policy does not name the key; it may have been replaced", "策略未列该密钥；可能已被更换");

        if (second is null || second.Origin != origin || second.Size != message.Size || !IsSignedBy(secondNote, key))
        {
            return Unproven("alarm.second-note", "the second note is not a checkpoint of this ledger at that size that the key signed",
                "第二份签名不是该密钥对本账本该大小检查点的有效签名");
        }

        if (first is null || first.Origin != origin || first.Equals(second))
            return Unproven("alarm.first-note", "the first note is not another checkpoint of this ledger", "第一份签名不是本账本的另一检查点");

        var proven = first.Size == second.Size && firstNote is not null && (IsSignedBy(firstNote, key) || policy.Verify(firstNote).IsValid);
        return new ReportedAlarm(message, proven ? AlarmProof.Proven : AlarmProof.Signed, first, second, null);

        ReportedAlarm Unproven(string code, string english, string chinese) =>
            new(message, AlarmProof.Unproven, first, second, new LogFault(code, english, chinese));
    }

    /// <summary>A signed note's checkpoint, or that of a text nobody signed.</summary>
    private static Checkpoint? Read(string text, out SignedNote? note)
    {
        var unsigned = SignedNote.TryParse(text, out note, out _) ? note.Text : text;
        return Checkpoint.TryParse(unsigned, out var checkpoint, out _) ? checkpoint : null;
    }

    private static bool IsSignedBy(SignedNote? note, VerifierKey key) =>
        note?.Signatures.Any(line => key.Verify(note.Text, line, out _)) == true;
}
