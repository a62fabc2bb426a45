using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Log.Tests;

public sealed class CanonicalTests
{
    private static readonly Payload Sample = new()
    {
        Origin = "o",
        Sequence = 300,
        Nonce = ByteString.CopyFrom(new byte[16]),
        Events = { new Event { Type = "t", Body = ByteString.CopyFrom(1, 2) }, new Event { Type = "u" } },
    };

    private static byte[] Origin => [0x0a, 1, (byte)'o'];

    private static byte[] Sequence => [0x10, 0xac, 0x02];

    private static byte[] Nonce => [0x22, 16, .. new byte[16]];

    private static byte[] FirstEvent => [0x2a, 7, 0x0a, 1, (byte)'t', 0x12, 2, 1, 2];

    private static byte[] SecondEvent => [0x2a, 3, 0x0a, 1, (byte)'u'];

    [Fact]
    public void The_one_encoding_is_read_and_written()
    {
        byte[] bytes = [.. Origin, .. Sequence, .. Nonce, .. FirstEvent, .. SecondEvent];
        Assert.Equal(bytes, Canonical.Encode(Sample));
        Assert.Equal(Sample, Canonical.Parse<Payload>(bytes));
        Assert.Equal(new Payload(), Canonical.Parse<Payload>([]));
    }

    [Fact]
    public void Fields_in_another_order_are_refused() =>
        AssertOtherEncoding([.. Sequence, .. Origin, .. Nonce, .. FirstEvent, .. SecondEvent]);

    [Fact]
    public void A_repeated_field_in_two_places_is_refused() =>
        AssertOtherEncoding([.. Origin, .. Sequence, .. FirstEvent, .. Nonce, .. SecondEvent]);

    [Fact]
    public void A_field_twice_is_refused()
    {
        AssertOtherEncoding([.. Origin, .. Origin, .. Sequence, .. Nonce, .. FirstEvent, .. SecondEvent]);
        AssertOtherEncoding([0x0a, 1, (byte)'x', .. Origin, .. Sequence, .. Nonce, .. FirstEvent, .. SecondEvent]);
    }

    [Fact]
    public void An_unknown_field_is_refused_at_any_depth()
    {
        AssertOtherEncoding([.. Origin, .. Sequence, .. Nonce, .. FirstEvent, .. SecondEvent, 0x78, 1]);
        AssertOtherEncoding([.. Origin, .. Sequence, .. Nonce, 0x2a, 9, 0x0a, 1, (byte)'t', 0x12, 2, 1, 2, 0x78, 1, .. SecondEvent]);
    }

    [Fact]
    public void A_longer_varint_is_refused_in_value_tag_and_length()
    {
        AssertOtherEncoding([.. Origin, 0x10, 0xac, 0x82, 0x00, .. Nonce, .. FirstEvent, .. SecondEvent]);
        AssertOtherEncoding([.. Origin, 0x90, 0x00, 0xac, 0x02, .. Nonce, .. FirstEvent, .. SecondEvent]);
        AssertOtherEncoding([0x0a, 0x81, 0x00, (byte)'o', .. Sequence, .. Nonce, .. FirstEvent, .. SecondEvent]);
    }

    [Fact]
    public void A_default_written_out_is_refused()
    {
        AssertOtherEncoding([.. Origin, .. Sequence, 0x18, 0x00, .. Nonce, .. FirstEvent, .. SecondEvent]);
        AssertOtherEncoding([.. Origin, .. Sequence, .. Nonce, .. FirstEvent, 0x2a, 5, 0x0a, 1, (byte)'u', 0x12, 0]);
    }

    [Fact]
    public void A_wrong_wire_type_is_refused() =>
        Assert.False(Canonical.TryParse<Payload>([0x08, 1, .. Sequence], out _, out _));

    [Fact]
    public void Text_that_is_no_utf8_is_refused() =>
        Assert.False(Canonical.TryParse<Payload>([0x0a, 2, 0xc0, 0x80], out _, out _));

    [Fact]
    public void A_message_cut_off_anywhere_is_refused_or_another_message()
    {
        byte[] bytes = [.. Origin, .. Sequence, .. Nonce, .. FirstEvent, .. SecondEvent];
        int[] fieldEnds = [0, 3, 6, 24, 33];
        for (var length = 0; length < bytes.Length; length++)
            Assert.Equal(fieldEnds.Contains(length), Canonical.TryParse<Payload>(bytes.AsSpan(0, length), out _, out _));
    }

    [Fact]
    public void Whatever_is_accepted_encodes_to_the_same_bytes_and_nothing_throws()
    {
        var random = new Random(1884);
        byte[] bytes = [.. Origin, .. Sequence, .. Nonce, .. FirstEvent, .. SecondEvent];
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var changed = (byte[])bytes.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);

            if (Canonical.TryParse<Payload>(changed, out var payload, out _))
            {
                accepted++;
                Assert.Equal(changed, payload.ToByteArray());
            }
        }

        Assert.NotEqual(0, accepted);
    }

    [Fact]
    public void Bytes_nested_too_deep_are_refused() =>
        Assert.False(Canonical.TryParse<Payload>([.. Enumerable.Repeat((byte)0x7b, 60_000)], out _, out _));

    [Fact]
    public void A_message_that_no_reader_would_accept_is_not_encoded()
    {
        var unknown = Payload.Parser.ParseFrom((byte[])[.. Origin, 0x78, 1]);
        Assert.Throws<ArgumentException>(() => Canonical.Encode(unknown));
    }

    private static void AssertOtherEncoding(byte[] bytes)
    {
        // The stock parser takes it: what is refused is the encoding, not the message.
        Assert.Equal(Sample, Payload.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes));
        Assert.False(Canonical.TryParse<Payload>(bytes, out var message, out var fault));
        Assert.Null(message);
        Assert.Equal("encoding.not-canonical", fault.Code);
    }
}
