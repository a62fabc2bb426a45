using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client.Tests;

/// <summary>What a node reports as an alarm is believed as far as its notes verify under the reader's policy.</summary>
public sealed class ReportedAlarmTests : IDisposable
{
    private readonly TestLedger ledger = new();

    public ReportedAlarmTests() => ledger.Append([ledger.Entry(new ContractFiled())]);

    public void Dispose() => ledger.Dispose();

    [Theory]
    [InlineData("own line", AlarmProof.Proven)]
    [InlineData("quorum", AlarmProof.Proven)]
    [InlineData("older quorum", AlarmProof.Signed)]
    [InlineData("text", AlarmProof.Signed)]
    public void A_verified_second_root_is_an_alarm_and_a_proof_where_both_sides_are_signed(string first, AlarmProof proof)
    {
        var alarm = Alarm(first switch
        {
            "own line" => ledger.Line(0, ledger.Checkpoint()).ToString(),
            "quorum" => ledger.Note().ToString(),
            "older quorum" => ledger.Note(new Checkpoint(TestLedger.Origin, ledger.Size - 1, MerkleHash.Leaf([4]))).ToString(),
            _ => ledger.Checkpoint().ToString(),
        });

        var judged = ReportedAlarm.Judge(alarm, TestLedger.Origin, ledger.Policy);

        Assert.Equal((proof, true), (judged.Proof, judged.IsBelieved));
        Assert.Null(judged.Fault);
        Assert.NotEqual(judged.First!.Root.ToArray(), judged.Second!.Root.ToArray());
    }

    [Theory]
    [InlineData("key", "alarm.unknown-key")]
    [InlineData("signature", "alarm.second-note")]
    [InlineData("another's signature", "alarm.second-note")]
    [InlineData("size", "alarm.second-note")]
    [InlineData("empty", "alarm.second-note")]
    [InlineData("same root", "alarm.first-note")]
    [InlineData("no first", "alarm.first-note")]
    public void What_does_not_verify_is_not_believed(string changed, string code)
    {
        var alarm = Alarm(ledger.Note().ToString());
        switch (changed)
        {
            case "key":
                using (var stranger = new TestLedger("two"))
                    alarm.Key = stranger.Policy.Logs[0].ToString();
                break;
            case "signature":
                alarm.SecondNote = alarm.SecondNote.Replace(
                    Convert.ToBase64String(Other(ledger.Size).Root.Span), Convert.ToBase64String(new byte[32]), StringComparison.Ordinal);
                break;
            case "another's signature":
                alarm.SecondNote = ledger.Line(1, Other(ledger.Size)).ToString();
                break;
            case "size":
                alarm.Size++;
                break;
            case "empty":
                alarm.SecondNote = "";
                break;
            case "same root":
                alarm.FirstNote = alarm.SecondNote;
                break;
            default:
                alarm.FirstNote = "";
                break;
        }

        var judged = ReportedAlarm.Judge(alarm, TestLedger.Origin, ledger.Policy);

        Assert.False(judged.IsBelieved);
        Assert.Equal(code, judged.Fault!.Code);
    }

    private RootAlarmMessage Alarm(string first) => new()
    {
        Organisation = "registration",
        Key = ledger.Policy.Witnesses[0].Key.ToString(),
        Block = 1,
        Size = ledger.Size,
        FirstNote = first,
        SecondNote = ledger.Line(0, Other(ledger.Size)).ToString(),
    };

    private static Checkpoint Other(ulong size) => new(TestLedger.Origin, size, MerkleHash.Leaf([1, 2, 3]));
}
