using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>What <c>ledger history</c> finds in the log and shows.</summary>
public sealed class HistoryCommandTests
{
    private const string Unit = "441900004001GB00012F00010101";

    private static readonly RecordedEnvelope Entry = RecordedEnvelope.Of(7, Bytes())!;

    [Fact]
    public void An_entry_names_its_events_its_operator_and_what_it_is_about()
    {
        Assert.Equal(["ContractSigned"], Entry.Events.Select(static e => e.Name));
        Assert.Equal([new string('0', 64)], Entry.Operators);
        Assert.Equal([Unit, "441900A21050000001"], Entry.Subjects.OrderByDescending(static text => text.Length));
    }

    [Theory]
    [InlineData(Unit, true)]
    [InlineData("441900A21050000001", true)]
    [InlineData("441900004001GB00012F0001", false)]
    [InlineData("", false)]
    public void It_is_found_by_the_whole_number_of_whatever_it_names(string subject, bool found) => Assert.Equal(found, Entry.Names(subject));

    [Fact]
    public void Csv_has_one_line_an_entry_and_quotes_what_would_break_it()
    {
        var lines = HistoryRow.Csv([new HistoryRow(Entry, "transaction, \"north\"", KnownOperators.None)]).ToList();

        Assert.Equal("entry,time,signed_by,operators,events,subjects,leaf_hash,operator_names", lines[0]);
        Assert.StartsWith("7,2021-05-10T02:00:00Z,\"transaction, \"\"north\"\"\",", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Count);
    }

    [Theory]
    [InlineData("history", "--from", "2026-02-30")]
    [InlineData("governance", "replace-keys", "--retire", "xyz")]
    public async Task What_cannot_be_read_is_an_input_fault_before_anybody_is_asked(params string[] line)
        => Assert.True((await CommandRun.Of([.. line, "--lang", "en"])).Code is ExitCode.Input or ExitCode.File);

    private static byte[] Bytes()
    {
        var signed = new ContractSigned
        {
            Act = new Act { Operator = ByteString.CopyFrom(new byte[32]) },
            ContractNumber = "441900A21050000001",
            Units = { new ContractUnit { UnitCode = Unit } },
        };
        var payload = new Payload { TimeMs = 1_620_612_000_000 };
        payload.Events.Add(new Event { Type = ContractSigned.Descriptor.FullName, Body = signed.ToByteString() });
        return EntryCodec.Encode(new Envelope
        {
            KeyId = ByteString.CopyFrom(new byte[16]),
            Payload = payload.ToByteString(),
            Signature = ByteString.CopyFrom(new byte[64]),
        });
    }
}
