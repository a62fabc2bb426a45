using System.Text;

namespace Ledger.Log.Tests;

public sealed class NoteVectorTests
{
    [Fact]
    public void The_go_note_of_two_signers_verifies_under_each_and_both()
    {
        var vector = Vectors.Json("tlog/note_vectors.json").GetProperty("note");
        var text = vector.GetProperty("text").GetString()!;
        var lines = vector.GetProperty("signature_lines").EnumerateArray().Select(line => line.GetString()!).ToList();
        var keys = vector.GetProperty("verifier_keys").EnumerateArray().Select(key => VerifierKey.Parse(key.GetString()!)).ToList();
        var note = SignedNote.Parse($"{text}\n{string.Join('\n', lines)}\n");

        Assert.Equal(text, note.Text);
        Assert.True(new VerifierKeySet(keys).TryVerify(note, out var both, out _));
        Assert.Equal(2, both.Count);
        for (var i = 0; i < keys.Count; i++)
        {
            Assert.True(new VerifierKeySet([keys[i]]).TryVerify(note, out var one, out _));
            Assert.Equal(lines[i] + "\n", Assert.Single(one).Line.ToString());
        }
    }

    [Fact]
    public void The_go_tree_note_is_read_and_its_bad_forms_are_refused_or_of_another_origin()
    {
        var vector = Vectors.Json("tlog/note_vectors.json").GetProperty("tree_note");
        var checkpoint = Checkpoint.Parse(vector.GetProperty("formatted").GetString()!);

        Assert.Equal(vector.GetProperty("n").GetUInt64(), checkpoint.Size);
        Assert.Equal(vector.GetProperty("hash_b64").GetBytesFromBase64(), checkpoint.Root.ToArray());
        Assert.Equal(vector.GetProperty("formatted").GetString(), checkpoint.ToString());
        foreach (var bad in vector.GetProperty("bad").EnumerateArray())
            Assert.False(Checkpoint.TryParse(bad.GetString()!, out var parsed, out _) && parsed.Origin == checkpoint.Origin, bad.GetString());
    }

    [Fact]
    public void Published_keys_sign_the_published_lines()
    {
        var vector = Vectors.Json("tlog/checkpoints.json");
        var checkpoint = Checkpoint.Parse(vector.GetProperty("text").GetString()!);
        var cosignatures = vector.GetProperty("cosignatures").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, StringComparer.Ordinal);
        foreach (var key in vector.GetProperty("keys").EnumerateArray())
        {
            var name = key.GetProperty("name").GetString()!;
            var seed = Convert.FromHexString(key.GetProperty("seed").GetString()!);
            var log = new LogSigner(name, seed);
            var cosigner = new Cosigner(name, seed);
            Assert.Equal(key.GetProperty("public").GetString(), Convert.ToHexStringLower(log.Key.PublicKey.Span));
            Assert.Equal(key.GetProperty("vkey_log").GetString(), log.Key.ToString());
            Assert.Equal(key.GetProperty("vkey_cosigner").GetString(), cosigner.Key.ToString());
            Assert.Equal(log.Key, VerifierKey.Parse(log.Key.ToString()));
            if (name == checkpoint.Origin)
                Assert.Equal(vector.GetProperty("log_signature").GetString(), log.Sign(checkpoint).Line.ToString());

            if (cosignatures.Remove(name, out var line))
            {
                var time = DateTimeOffset.FromUnixTimeSeconds(line.GetProperty("time").GetInt64());
                Assert.Equal(line.GetProperty("line").GetString(), cosigner.Cosign(checkpoint, time).Line.ToString());
            }
        }

        Assert.Empty(cosignatures);
    }

    [Fact]
    public void Every_policy_check_gives_its_outcome()
    {
        var checks = Vectors.Json("tlog/checkpoints.json").GetProperty("policy_checks").EnumerateArray().ToList();
        Assert.NotEmpty(checks);
        foreach (var check in checks)
        {
            var verdict = Policy.Parse(check.GetProperty("policy").GetString()!).Verify(check.GetProperty("note").GetString()!);
            Assert.True(check.GetProperty("ok").GetBoolean() == verdict.IsValid, $"{check.GetProperty("name")}: {verdict.Fault}");
        }
    }

    [Fact]
    public void Every_bad_policy_is_refused()
    {
        var policies = Vectors.Json("tlog/checkpoints.json").GetProperty("bad_policies").EnumerateArray().ToList();
        Assert.NotEmpty(policies);
        foreach (var bad in policies)
        {
            Assert.False(Policy.TryParse(bad.GetProperty("policy").GetString()!, out _, out var fault), bad.GetProperty("name").GetString());
            Assert.NotNull(fault);
        }
    }

    [Fact]
    public void Every_bad_note_is_refused()
    {
        var vector = Vectors.Json("tlog/checkpoints.json");
        var policy = Policy.Parse($"log {vector.GetProperty("keys")[0].GetProperty("vkey_log").GetString()}\nquorum none\n");
        Assert.True(policy.Verify($"{vector.GetProperty("text").GetString()}\n{vector.GetProperty("log_signature").GetString()}").IsValid);
        foreach (var bad in vector.GetProperty("bad_notes").EnumerateArray())
        {
            var verdict = policy.Verify(bad.GetProperty("note").GetString()!);
            Assert.False(verdict.IsValid, bad.GetProperty("name").GetString());
            Assert.NotEqual("note.bad-signature", verdict.Fault.Code, StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Every_proof_file_gives_its_outcome()
    {
        var vector = Vectors.Json("tlog/proofs.json");
        var policy = Policy.Parse(vector.GetProperty("policy").GetString()!);
        var proofs = vector.GetProperty("proofs").EnumerateArray().ToList();
        Assert.NotEmpty(proofs);
        foreach (var item in proofs)
        {
            var text = item.GetProperty("text").GetString()!;
            var leafHash = MerkleHash.Leaf(Encoding.ASCII.GetBytes(item.GetProperty("entry").GetString()!));
            var accepted = TlogProof.TryParse(text, out var proof, out _) && proof.Verify(leafHash, policy).IsValid;
            Assert.True(item.GetProperty("ok").GetBoolean() == accepted, item.ToString());
            if (accepted)
            {
                Assert.Equal(text, proof!.ToString());
                Assert.Equal(item.GetProperty("index").GetUInt64(), proof.Index);
            }
        }
    }
}
