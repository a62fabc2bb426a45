using System.Text;
using static Ledger.Log.Tests.TestDepartments;

namespace Ledger.Log.Tests;

public sealed class VerifierKeyTests
{
    [Fact]
    public void Another_byte_anywhere_in_a_key_is_refused()
    {
        foreach (var key in new[] { Logs[0].Key, Cosigners[0].Key })
        {
            foreach (var changed in Flip.EveryByte(Encoding.ASCII.GetBytes(key.ToString())))
            {
                Assert.False(VerifierKey.TryParse(Encoding.Latin1.GetString(changed), out _, out var fault), Encoding.Latin1.GetString(changed));
                Assert.NotNull(fault);
            }
        }
    }

    [Fact]
    public void A_type_that_is_not_supported_is_refused_by_name()
    {
        foreach (var type in new byte[] { 0x00, 0x02, 0x03, 0x05, 0x06, 0xff })
        {
            var thrown = Assert.Throws<LogFormatException>(() => VerifierKey.Create("a.test", (SignatureType)type, Logs[0].Key.PublicKey.Span));
            Assert.Equal("vkey.unknown-type", thrown.Fault.Code);
        }
    }

    [Fact]
    public void A_public_key_of_another_length_or_small_order_is_refused()
    {
        var smallOrder = new byte[32];
        smallOrder[0] = 1;
        foreach (var bad in new[] { new byte[31], new byte[33], smallOrder, Enumerable.Repeat((byte)0xff, 32).ToArray() })
        {
            var thrown = Assert.Throws<LogFormatException>(() => VerifierKey.Create("a.test", SignatureType.Ed25519, bad));
            Assert.Equal("vkey.bad-key", thrown.Fault.Code);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u3000b")]
    [InlineData("a\nb")]
    [InlineData("a\u0001b")]
    public void A_bad_key_name_is_refused(string name)
    {
        Assert.False(KeyName.IsValid(name));
        Assert.Throws<LogFormatException>(() => new Cosigner(name, new byte[32]));
        Assert.Throws<LogFormatException>(() => new NoteSignature(name, 1, [1]));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ledger.example/city")]
    [InlineData("登记.example/东莞")]
    [InlineData("a😀b")]
    public void A_good_key_name_is_accepted(string name)
    {
        Assert.True(KeyName.IsValid(name));
        var key = new Cosigner(name, new byte[32]).Key;
        Assert.Equal(key, VerifierKey.Parse(key.ToString()));
    }

    [Fact]
    public void A_log_signature_and_a_cosignature_of_one_key_do_not_stand_in_for_each_other()
    {
        var tree = TestDepartments.Checkpoint();
        var log = new LogSigner(Origin, Seed("x"));
        var cosigner = new Cosigner(Origin, Seed("x"));
        var signed = log.Sign(tree).Line;
        var cosigned = cosigner.Cosign(tree, Time(0)).Line;
        Assert.True(log.Key.Verify(tree.ToString(), signed, out _));
        Assert.True(cosigner.Key.Verify(tree.ToString(), cosigned, out var verified));
        Assert.Equal((ulong)Time(0).ToUnixTimeSeconds(), verified.Time);
        Assert.False(log.Key.Verify(tree.ToString(), new NoteSignature(Origin, log.Key.KeyId, cosigned.Signature.Span), out _));
        Assert.False(log.Key.Verify(tree.ToString(), new NoteSignature(Origin, log.Key.KeyId, cosigned.Signature.Span[8..]), out _));
        Assert.False(cosigner.Key.Verify(tree.ToString(), new NoteSignature(Origin, cosigner.Key.KeyId, signed.Signature.Span), out _));
    }

    [Fact]
    public void A_log_key_signs_for_its_own_origin_only() =>
        Assert.Throws<ArgumentException>(() => Logs[0].Sign(new Checkpoint("ledger.test/other", 1, new byte[32])));

    [Fact]
    public void A_cosignature_before_1970_or_a_seed_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Cosigners[0].Cosign(TestDepartments.Checkpoint(), DateTimeOffset.UnixEpoch.AddSeconds(-1)));
        Assert.Throws<ArgumentException>(() => new Cosigner("a", new byte[31]));
    }
}
