namespace Ledger.State.Tests;

public sealed class StateVerifierVectorTests
{
    public static TheoryData<string> Names =>
        [.. Vectors.Read("proofs.json").GetProperty("cases").EnumerateArray().Select(vector => vector.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Verdict_is_that_of_the_vector(string name)
    {
        var vector = Vectors.Read("proofs.json").GetProperty("cases").EnumerateArray()
            .Single(vector => vector.GetProperty("name").GetString() == name);
        var proof = Convert.FromBase64String(vector.GetProperty("proof").GetString()!);

        var verdict = vector.HexOrNull("value") is { } value
            ? StateVerifier.VerifyExistence(vector.Hex("root"), vector.Hex("key"), value, proof)
            : StateVerifier.VerifyAbsence(vector.Hex("root"), vector.Hex("key"), proof);

        Assert.True(vector.GetProperty("valid").GetBoolean() == verdict.IsValid, $"{verdict.Failed}: {verdict.Detail}");
    }
}
