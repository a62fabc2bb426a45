using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Log.Tests;

public sealed class EntryCodecTests
{
    [Fact]
    public void Entries_of_each_kind_read_back_as_written()
    {
        foreach (var entry in new LogEntry[] { new() { Envelope = Envelope(10) }, new() { Seal = Seal(0) }, new() { Seal = Seal(5) },
            new() { Genesis = new Genesis { Nonce = Bytes(16) } } })
        {
            var bytes = EntryCodec.Encode(entry);
            Assert.Equal(entry, EntryCodec.Parse(bytes));
            Assert.Equal(System.Security.Cryptography.SHA256.HashData([0, .. bytes]), EntryCodec.LeafHash(bytes));
        }
    }

    [Fact]
    public void An_entry_of_65535_bytes_is_accepted_and_one_more_refused()
    {
        var overhead = EntryCodec.Encode(Envelope(60_000)).Length - 60_000;
        var largest = EntryCodec.Encode(Envelope(EntryCodec.MaxBytes - overhead));
        Assert.Equal(65_535, largest.Length);
        Assert.True(EntryCodec.TryParse(largest, out _, out _));

        var larger = new LogEntry { Envelope = Envelope(EntryCodec.MaxBytes - overhead + 1) };
        Assert.Equal("entry.too-large", Assert.Throws<LogFormatException>(() => EntryCodec.Encode(larger)).Fault.Code);
        Assert.False(EntryCodec.TryParse(larger.ToByteArray(), out _, out var fault));
        Assert.Equal("entry.too-large", fault.Code);
    }

    [Fact]
    public void An_entry_without_content_is_refused()
    {
        Assert.False(EntryCodec.TryParse([], out _, out var fault));
        Assert.Equal("entry.empty", fault.Code);
        Assert.Throws<LogFormatException>(() => EntryCodec.Encode(new LogEntry()));
    }

    [Fact]
    public void An_entry_of_two_contents_is_refused()
    {
        byte[] both = [.. EntryCodec.Encode(Envelope(10)), .. EntryCodec.Encode(Seal(3))];
        Assert.False(EntryCodec.TryParse(both, out _, out var fault));
        Assert.Equal("encoding.not-canonical", fault.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public void A_field_of_another_length_is_refused(int length)
    {
        Refused("envelope.key_id", new LogEntry { Envelope = With(Envelope(10), e => e.KeyId = Bytes(length)) });
        Refused("envelope.signature", new LogEntry { Envelope = With(Envelope(10), e => e.Signature = Bytes(length)) });
        Refused("seal.state_root", new LogEntry { Seal = With(Seal(5), s => s.StateRoot = Bytes(length)) });
        Refused("seal.previous_seal", new LogEntry { Seal = With(Seal(5), s => s.PreviousSeal = Bytes(length)) });
        Refused("seal.previous_seal", new LogEntry { Seal = With(Seal(0), s => s.PreviousSeal = Bytes(32)) });
        Refused("seal.fabric.header_hash", new LogEntry { Seal = With(Seal(5), s => s.Fabric = new FabricBlock { HeaderHash = Bytes(length) }) });
        Refused("genesis.nonce", new LogEntry { Genesis = new Genesis { Nonce = Bytes(length) } });
    }

    [Fact]
    public void An_envelope_without_payload_and_a_seal_of_an_empty_block_are_refused()
    {
        Assert.Equal("envelope.no-payload", Fault(new LogEntry { Envelope = Envelope(0) }).Code);
        Assert.Equal("seal.empty-block", Fault(new LogEntry { Seal = With(Seal(5), s => s.EntryCount = 0) }).Code);
    }

    private static void Refused(string field, LogEntry entry)
    {
        var fault = Fault(entry);
        Assert.Equal("entry.field-length", fault.Code);
        Assert.StartsWith(field, fault.English, StringComparison.Ordinal);
        Assert.Equal(fault, Assert.Throws<LogFormatException>(() => EntryCodec.Encode(entry)).Fault);
    }

    private static LogFault Fault(LogEntry entry)
    {
        Assert.False(EntryCodec.TryParse(entry.ToByteArray(), out _, out var fault));
        return fault;
    }

    private static Envelope Envelope(int payload) => new() { Payload = Bytes(payload), KeyId = Bytes(16), Signature = Bytes(64) };

    private static Seal Seal(ulong block) => new()
    {
        Block = block,
        PreviousSeal = block == 0 ? ByteString.Empty : Bytes(32),
        FirstEntry = block * 3,
        EntryCount = 2,
        StateRoot = Bytes(32),
        TimeMs = 5,
        Profile = 1,
    };

    private static T With<T>(T message, Action<T> change)
    {
        change(message);
        return message;
    }

    private static ByteString Bytes(int length) => ByteString.CopyFrom(Enumerable.Repeat((byte)7, length).ToArray());
}
