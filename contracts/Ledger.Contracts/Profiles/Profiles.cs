using System.Diagnostics.CodeAnalysis;

namespace Ledger.Contracts;

/// <summary>The profiles this build has.</summary>
public static class Profiles
{
    /// <summary>Profile 1: Dongguan, the default.</summary>
    public static Profile One { get; } = ProfileOne.Create();

    /// <summary>The profile of a number.</summary>
    /// <param name="number">As <c>sys/profile</c> names it.</param>
    /// <param name="profile">The profile when the result is true.</param>
    public static bool TryGet(uint number, [NotNullWhen(true)] out Profile? profile)
    {
        profile = number == One.Number ? One : null;
        return profile is not null;
    }
}
