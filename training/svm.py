"""One-against-the-rest linear machines with squared hinge loss, all codes at once; and a small logistic regression.

Newton steps in the primal, each solved by conjugate gradients: O. Chapelle, "Training a Support Vector Machine in the Primal",
Neural Computation 19 (2007). No random numbers: the same input gives the same weights on the same machine.
"""

import numpy as np
import scipy.sparse as sp


def machines(
    rows: sp.csr_matrix, signs: np.ndarray, worth: np.ndarray, ridge: float, steps: int = 6, inner: int = 12
) -> np.ndarray:
    """Weights (features x codes) that part the rows by their signs (rows x codes, 1 or -1), each entry worth so much."""
    rows = rows.astype(np.float32).tocsr()
    columns = rows.T.tocsr()
    weights = np.zeros((rows.shape[1], signs.shape[1]), np.float32)
    for _ in range(steps):
        said = rows @ weights
        active = (signs * said < 1).astype(np.float32) * worth
        residual = -(columns @ (active * (said - signs)) + ridge * weights)
        change, direction, size = np.zeros_like(weights), residual.copy(), (residual * residual).sum(0)
        for _ in range(inner):
            image = columns @ (active * (rows @ direction)) + ridge * direction
            length = size / np.maximum((direction * image).sum(0), 1e-20)
            change += length * direction
            residual -= length * image
            smaller = (residual * residual).sum(0)
            direction = residual + smaller / np.maximum(size, 1e-20) * direction
            size = smaller
        weights += change
    return weights


def logistic(signals: np.ndarray, truth: np.ndarray, ridge: float = 0.1, steps: int = 30) -> tuple[list[float], float]:
    """Weights and start of a logistic formula, by Newton steps."""
    rows = np.hstack([signals, np.ones((len(signals), 1))])
    weights = np.zeros(rows.shape[1])
    penalty = ridge * np.eye(rows.shape[1])
    penalty[-1, -1] = 0
    for _ in range(steps):
        sure = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (sure - truth) + penalty @ weights
        bend = (rows * np.maximum(sure * (1 - sure), 1e-6)[:, None]).T @ rows + penalty
        weights -= np.linalg.solve(bend, slope)
    return [round(float(weight), 4) for weight in weights[:-1]], round(float(weights[-1]), 4)
